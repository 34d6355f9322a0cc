import type { Problem } from '../../kernel/problem.ts'
import { importFieldSentence, importSentence, sheetBytesSentence } from './copy.ts'
import type { ImportRefusal } from './schema.ts'

/** A refusal with the sentences a person reads. */
export const importProblem = (refusal: ImportRefusal): Problem => ({
  code: refusal.code,
  sentence: importSentence(refusal),
  fields: refusal.fields?.map(({ field, code }) => ({ field, code, sentence: importFieldSentence[code] })),
})

/** A sheet that is not even looked at. */
export const sheetTooLarge: Problem = { code: 'body_too_large', sentence: sheetBytesSentence }
