/** Surnames of two characters that are common enough to be met at a desk. Source: 《百家姓》. */
const compound = ['欧阳', '司马', '上官', '诸葛', '司徒', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '端木', '夏侯', '长孙', '宇文']

/** 欧阳 of 欧阳娜, 王 of 王芳; of a name in another script its first part. */
export const surnameOf = (name: string) =>
  compound.find((surname) => name.startsWith(surname) && name.length > surname.length) ??
  (/^\p{Script=Han}/u.test(name) ? [...name].slice(0, 1).join('') : (name.split(/[· ]/)[0] ?? name))

/** Whether somebody asked for by surname, or by the beginning of the name, may be this person. 欧 is not 欧阳娜. */
export const answersTo = (name: string, asked: string) =>
  name.toLowerCase().startsWith(asked.toLowerCase()) && [...asked].length >= [...surnameOf(name)].length
