import { catalogueOf } from '../../build/content/catalogue.ts'
import { checkContent } from '../../build/content/check.ts'
import { readContentFiles } from '../../build/content/read.ts'
import type { Catalogue } from '../../src/catalogue.ts'
import type { CatalogueChecker } from '../../src/features/checkers/schema.ts'
import { sampleCatalogue, testNow } from './catalogue.ts'
import { repositoryRoot } from './root.ts'

const { content, problems } = checkContent(readContentFiles(repositoryRoot))
if (!content) throw new Error(problems.join('\n'))

/** The checkers editors wrote, by slug. */
export const writtenCheckers = catalogueOf(content, testNow).checkers

export const writtenChecker = (slug: string): CatalogueChecker => {
  const checker = writtenCheckers[slug]
  if (!checker) throw new Error(`no checker ${slug}`)
  return checker
}

/** The sample community with the checkers editors wrote. */
export const catalogueWithCheckers = (): Catalogue => ({ ...sampleCatalogue(), checkers: writtenCheckers })
