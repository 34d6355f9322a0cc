/** Content entries with their text, as the search wants them; by slug, so that pages keep their number from build to build. */
export const writtenOf = <Data>(entries: { id: string; data: Data; body?: string | undefined }[]) =>
  entries.map(({ id, data, body = '' }) => ({ slug: id, data, body })).sort((a, b) => (a.slug < b.slug ? -1 : 1))
