/** What can be wrong with the one field of the form. */
export const importFieldErrorCodes = ['file_missing'] as const
export type ImportFieldErrorCode = (typeof importFieldErrorCodes)[number]

/** Why a sheet is not imported. */
export const importRefusalCodes = [
  'input_invalid',
  'sheet_unreadable',
  'sheet_empty',
  'sheet_encoding',
  'sheet_too_large',
  'sheet_rows_bad',
  'import_overtaken',
] as const
export type ImportRefusalCode = (typeof importRefusalCodes)[number]

/** `count` is how many rows its sentence tells of, `fields` what to mend. */
export interface ImportRefusal {
  code: ImportRefusalCode
  fields?: { field: string; code: ImportFieldErrorCode }[]
  count?: number
}
