import type { AppContext } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { whileSignedIn } from '../sessions/store.server.ts'
import type { RewardsOverPage } from './page.ts'
import { rewardsProblem } from './problem.ts'
import type { RewardsRefusal } from './schema.ts'

export const siteOf = (c: AppContext) => c.var.context.catalogue.site

export const problemOf = (c: AppContext, refusal: RewardsRefusal): Problem => rewardsProblem(refusal, siteOf(c))

/** A page or an act of a resident, while signed in. */
export const own = whileSignedIn((c, problem) => c.var.page({ kind: 'rewards-over', problem } satisfies RewardsOverPage, problem))
