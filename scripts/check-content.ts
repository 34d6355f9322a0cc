import { fileURLToPath } from 'node:url'
import { checkContent } from '../build/content/check.ts'
import { changedPolicies } from '../build/content/history.ts'
import { readContentFiles } from '../build/content/read.ts'
import { reviewSentences } from '../build/content/reviewed.ts'
import { summaryOf } from '../build/content/summary.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { problems, content } = checkContent(readContentFiles(root))
const unexplained = reviewSentences(changedPolicies(root)).map(({ file, sentence }) => `${file}：${sentence}`)
const all = [...problems, ...unexplained].sort()

if (all.length > 0 || !content) {
  console.error(all.join('\n'))
  process.exitCode = 1
} else {
  console.log(summaryOf(content))
}
