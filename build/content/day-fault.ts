/** What was meant by a day written another way, or null. */
const meantDay = (value: string): string | null => {
  const [, year, month = '', day = ''] = /^(\d{4})\D(\d\d?)\D(\d\d?)\D?$/.exec(value.normalize('NFKC').trim()) ?? []
  const meant = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return year && new Date(Date.parse(meant) || 0).toISOString().startsWith(meant) ? meant : null
}

/** What is wrong with a day, and how the one that was meant is written, if it can be told. */
export const dayFault = (value: string): string => {
  const meant = meantDay(value)
  return meant && meant !== value ? `“${value}”的写法不对，应当是 ${meant}` : `“${value}”不是一个日期`
}
