/** What a form's own script says while somebody chooses or writes. */
export const leftWords = {
  votes: (left: number) => (left > 0 ? `还能选 ${left} 个` : left === 0 ? '选满了' : `多选了 ${-left} 个，请去掉`),
  characters: (left: number) => (left >= 0 ? `还能写 ${left} 个字` : `多了 ${-left} 个字，请写短一些`),
}
