export { standingNow, surveyOf, whyClosed } from './answering.server.ts'
export { sealTexts } from './hand-in.server.ts'
export { anyAnswered, endingCodesOfGone, endingMergedCodes, householdVoter, mergedInto, readMerged } from './merged.server.ts'
export { codeFingerprint, receiptFingerprint, voterFingerprint } from './voter.server.ts'
