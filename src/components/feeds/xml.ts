/** Text inside an XML element or attribute. Characters that XML 1.0 cannot hold are left out. */
export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the ones XML forbids
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

export const xmlAnswer = (xml: string, type: string): Response =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`, { headers: { 'content-type': `${type}; charset=utf-8` } })
