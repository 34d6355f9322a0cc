/** A content entry as the rules know it: its id is its slug. */
export const named = <Data>({ id, data }: { id: string; data: Data }) => ({ slug: id, data })
