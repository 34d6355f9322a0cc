/** Surnames of two characters that are common enough to be met at a desk. Source: 《百家姓》. */
const compound = ['欧阳', '司马', '上官', '诸葛', '司徒', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '端木', '夏侯', '长孙', '宇文']

const compoundOf = (name: string) => compound.find((one) => name.startsWith(one) && name.length > one.length)

/** The surname alone, for whoever need not know more: `王`, `欧阳`. */
export const surnameOf = (name: string) => compoundOf(name) ?? [...name][0] ?? ''

/** Whether somebody asked for by surname, or by the beginning of the name, may be this person. 欧 is not 欧阳娜, but may be 欧阳. */
export const answersTo = (name: string, asked: string) => {
  const surname = compoundOf(name)
  return name.toLowerCase().startsWith(asked.toLowerCase()) && [...asked].length >= (surname?.length ?? 1)
}
