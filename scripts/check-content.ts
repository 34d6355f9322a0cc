import { fileURLToPath } from 'node:url'
import { checkContent } from '../build/content/check.ts'
import { readContentFiles } from '../build/content/read.ts'
import { summaryOf } from '../build/content/summary.ts'

const { problems, content } = checkContent(readContentFiles(fileURLToPath(new URL('..', import.meta.url))))

if (problems.length > 0 || !content) {
  console.error(problems.join('\n'))
  process.exitCode = 1
} else {
  console.log(summaryOf(content))
}
