import { Hono } from 'hono'
import { todayOf } from '../../kernel/context.ts'
import { type AppContext, type AppEnv, fieldCodes, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { own, problemOf, siteOf } from './answers.server.ts'
import type { MeDone } from './copy.ts'
import { meDone } from './copy.ts'
import { readOffer } from './offer.server.ts'
import { cancelOwn, readMyHousehold, readOwn } from './own.server.ts'
import type { OwnRedemptionsPage, RedeemPage } from './page.ts'
import { redeemInputInvalid } from './problem.ts'
import { redeemOwn } from './redeem.server.ts'
import { actInput, type RewardsRefusal, redeemInput } from './schema.ts'
import { keptUntil, rewardOn } from './terms.ts'
import { rewardTitle, viewOf } from './view.ts'

const slugOf = (c: AppContext) => c.req.param('slug') ?? ''

const nothingToOffer = (c: AppContext, refusal: RewardsRefusal) => {
  const { catalogue, newId } = c.var.context
  const slug = slugOf(c)
  const known = Object.hasOwn(catalogue.rewards, slug)
  const problem = { ...problemOf(c, refusal), next: { href: known ? `/rewards/${slug}/` : '/rewards/', word: '看看兑换物' } }
  const title = known ? rewardTitle(catalogue, slug) : '没有这样兑换物'
  const page: RedeemPage = { kind: 'redeem', slug: known ? slug : '', title, offer: null, site: null, request_key: newId(), problem }
  return c.var.page(page, problem)
}

/** Where, then yes; with one place there is nothing to choose. Two calls of the database. */
const drawRedeem = async (c: AppContext, chosen: string | undefined, problem?: Problem, key?: string) => {
  const { context } = c.var
  const slug = slugOf(c)
  const reward = rewardOn(context.catalogue, slug, todayOf(context))
  if (!reward.ok) return nothingToOffer(c, reward.refusal)
  const household = await readMyHousehold(context)
  if (household === null) return nothingToOffer(c, { code: 'no_household' })
  const { available, taken, next, places } = await readOffer(context, reward.value, household)
  const site = places.find(({ place }) => place === chosen || places.length === 1)?.place ?? null
  const page: RedeemPage = {
    kind: 'redeem',
    slug,
    title: reward.value.title,
    offer: {
      cost_points: reward.value.cost_points,
      available,
      left_of_limit: Math.max(0, reward.value.household_limit.items - taken),
      next,
      last_day: keptUntil(reward.value, todayOf(context), siteOf(c).time_zone).last_day,
      places,
    },
    site,
    request_key: key ?? context.newId(),
    problem,
  }
  return c.var.page(page, problem)
}

const openRedeem = (c: AppContext) => {
  const chosen = c.req.queries('site')?.at(-1)
  const wrong = chosen === '' ? problemOf(c, redeemInputInvalid([{ field: 'site', code: 'site_missing' }])) : undefined
  return drawRedeem(c, chosen, wrong)
}

const redeemFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const parsed = redeemInput.safeParse(form.value)
  if (!parsed.success) return drawRedeem(c, form.value['site'], problemOf(c, redeemInputInvalid(fieldCodes(parsed.error))))
  const redeemed = await redeemOwn(c.var.context, slugOf(c), parsed.data)
  if (redeemed.ok) return c.redirect('/me/rewards/?done=redeemed', 303)
  return drawRedeem(c, parsed.data.site, problemOf(c, redeemed.refusal))
}

const doneOf = (word: string | undefined): MeDone | undefined => (word && Object.hasOwn(meDone, word) ? (word as MeDone) : undefined)

/** 我的兑换. One call of the database. */
const drawOwn = async (c: AppContext, problem?: Problem) => {
  const { context } = c.var
  const { redemptions, available } = await readOwn(context)
  const page: OwnRedemptionsPage = {
    kind: 'me-rewards',
    redemptions: redemptions.map((one) => ({ ...viewOf(one, context.catalogue, context.now), code: one.code })),
    available,
    request_key: context.newId(),
    done: problem ? undefined : doneOf(c.req.query('done')),
    problem,
  }
  return c.var.page(page, problem)
}

const cancelFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const parsed = actInput.safeParse(form.value)
  if (!parsed.success) return drawOwn(c, problemOf(c, redeemInputInvalid(fieldCodes(parsed.error))))
  const cancelled = await cancelOwn(c.var.context, c.req.param('redemption') ?? '', parsed.data.request_key)
  return cancelled.ok ? c.redirect('/me/rewards/?done=cancelled', 303) : drawOwn(c, problemOf(c, cancelled.refusal))
}

/** 用积分兑换 and 我的兑换, for residents. Plain forms; a refusal draws the same page again. */
export const rewardForms = new Hono<AppEnv>({ strict: false })
  .get('/rewards/:slug/redeem', own(openRedeem))
  .post('/rewards/:slug/redeem', own(redeemFromForm))
  .get(
    '/me/rewards',
    own((c) => drawOwn(c)),
  )
  .post('/me/rewards/:redemption', own(cancelFromForm))
