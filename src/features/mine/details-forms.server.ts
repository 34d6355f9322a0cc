import type { AppContext } from '../../kernel/http.server.ts'
import { maskPhone } from '../../kernel/phone.ts'
import type { Problem } from '../../kernel/problem.ts'
import { success } from '../../kernel/result.ts'
import { checked, drawMine, perform } from './answers.server.ts'
import { addTag, correctName, type Outcome, withdrawTag } from './commands.server.ts'
import type { DetailsPage } from './page.ts'
import { askForPhone, confirmPhone, removePhone } from './phone-commands.server.ts'
import { awaitedPhone, awaitNoPhone, awaitPhone } from './phone-cookie.server.ts'
import { newPhoneInput, personInput, phoneCodeInput, tagInput } from './schema.ts'

export const drawDetails = async (c: AppContext, typed?: Partial<DetailsPage['typed']>, problem?: Problem) => {
  const awaited = await awaitedPhone(c)
  return drawMine(
    c,
    (mine, done): DetailsPage => ({
      kind: 'me-details',
      mine,
      done,
      typed: { name: mine.person.name, phone: '', ...typed },
      awaited: awaited && maskPhone(awaited.phone),
      sends_messages: c.var.context.sms !== null,
    }),
    problem,
  )
}

const ask = async (c: AppContext, phone: string): Outcome => {
  const asked = await askForPhone(c.var.context, phone)
  if (!asked.ok) return asked
  if (asked.value === null) return success('phone_same')
  await awaitPhone(c, asked.value)
  return success('phone_sent')
}

const confirm = async (c: AppContext, digits: string): Outcome => {
  const awaited = await awaitedPhone(c)
  if (!awaited) return { ok: false, refusal: { code: 'phone_code_over' } }
  const confirmed = await confirmPhone(c.var.context, awaited, digits)
  if (confirmed.ok || confirmed.refusal.code === 'phone_taken') awaitNoPhone(c)
  return confirmed
}

const takeOff = async (c: AppContext): Outcome => {
  const removed = await removePhone(c.var.context)
  if (removed.ok) awaitNoPhone(c)
  return removed
}

const stop = async (c: AppContext): Outcome => {
  awaitNoPhone(c)
  return success(null)
}

const typedOf = ({ act, name = '', phone = '' }: Record<string, string>): Partial<DetailsPage['typed']> => {
  if (act === 'person') return { name: name.slice(0, 200) }
  return act === 'phone' ? { phone: phone.slice(0, 40) } : {}
}

/** 改我的信息 by its plain forms: name, phone, tags. */
export const actOnDetails = (c: AppContext) => {
  const { context } = c.var
  return perform(
    c,
    '/me/details/',
    {
      person: (form) => checked(personInput, form, ({ name }) => correctName(context, name)),
      phone: (form) => checked(newPhoneInput, form, ({ phone }) => ask(c, phone)),
      phone_code: (form) => checked(phoneCodeInput, form, ({ digits }) => confirm(c, digits)),
      phone_stop: () => stop(c),
      phone_none: () => takeOff(c),
      tag: (form) => checked(tagInput, form, (input) => addTag(context, input)),
      untag: ({ tag = '' }) => withdrawTag(context, tag),
    },
    { person: 'person', phone_stop: 'phone_stopped', phone_none: 'phone_none', tag: 'tag', untag: 'untag' },
    (form, problem) => drawDetails(c, typedOf(form), problem),
  )
}
