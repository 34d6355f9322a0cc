/**
 * The address a slip's QR code holds. The code stands behind `#`, which a browser keeps to itself, so that it is in no
 * address a server sees. `siteUrl` has no `/` at its end.
 */
export const slipAddress = (siteUrl: string, code: string) => `${siteUrl}/signin/#${code}`
