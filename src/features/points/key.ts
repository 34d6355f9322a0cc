/** The id of a row or of a form, which a browser or the site has chosen. */
export const isKey = (key: string | undefined): key is string => /^[0-9a-f-]{36}$/.test(key ?? '')
