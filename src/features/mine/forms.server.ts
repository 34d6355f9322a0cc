import { Hono } from 'hono'
import { type AppContext, type AppEnv, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { SessionOver, takeSessionBack } from '../sessions/store.server.ts'
import { checked, drawMine, own, perform, phoneOf } from './answers.server.ts'
import { endDevice, endOtherDevices } from './commands.server.ts'
import { deleteMe } from './deletion.server.ts'
import { actOnDetails, drawDetails } from './details-forms.server.ts'
import { exportOf } from './export.ts'
import {
  acceptOffer,
  confirmGuardian,
  endOwnRepresentation,
  inviteByPhone,
  inviteRelative,
  withdrawInvitations,
} from './family-commands.server.ts'
import { mineProblem, ownInputInvalid } from './problem.ts'
import { deletionInput, guardianInput, invitationInput, relativeInput } from './schema.ts'
import { actOnOwnSignup, drawOwnSignup } from './signup-forms.server.ts'
import { readWhole } from './store.server.ts'

const drawHome = (c: AppContext, problem?: Problem) => drawMine(c, (mine, done) => ({ kind: 'me-home', mine, done }), problem)

const drawFamily = (c: AppContext, phone = '', problem?: Problem) =>
  drawMine(c, (mine, done) => ({ kind: 'me-family', mine, done, typed: { phone } }), problem)

const drawDelete = (c: AppContext, problem?: Problem) => drawMine(c, (mine) => ({ kind: 'me-delete', mine }), problem)

const actOnDevices = (c: AppContext) => {
  const { context } = c.var
  return perform(
    c,
    '/me/',
    { end_device: ({ device = '' }) => endDevice(context, device), end_other_devices: () => endOtherDevices(context) },
    { end_device: 'device', end_other_devices: 'devices' },
    (_, problem) => drawHome(c, problem),
  )
}

const actOnFamily = (c: AppContext) => {
  const { context } = c.var
  return perform(
    c,
    '/me/family/',
    {
      relative: (form) => checked(relativeInput, form, ({ member }) => inviteRelative(context, member)),
      invitation: (form) => checked(invitationInput, form, ({ phone }) => inviteByPhone(context, phone)),
      withdraw: () => withdrawInvitations(context),
      guardian: (form) => checked(guardianInput, form, (input) => confirmGuardian(context, input)),
      accept: ({ representation = '' }) => acceptOffer(context, representation),
      end: ({ representation = '' }) => endOwnRepresentation(context, representation),
    },
    { relative: 'relative', invitation: 'invitation', withdraw: 'withdrawn', guardian: 'guardian', accept: 'accepted', end: 'ended' },
    ({ phone = '' }, problem) => drawFamily(c, phone.slice(0, 40), problem),
  )
}

const deleteFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  if (!deletionInput.safeParse(form.value).success)
    return drawDelete(c, mineProblem(ownInputInvalid([{ field: 'understood', code: 'understood_missing' }]), phoneOf(c)))
  const deleted = await deleteMe(c.var.context)
  if (!deleted.ok) return drawDelete(c, mineProblem(deleted.refusal, phoneOf(c)))
  takeSessionBack(c, 'resident')
  return c.redirect('/me/deleted/', 303)
}

const download = async (c: AppContext) => {
  const whole = await readWhole(c.var.context)
  if (!whole) throw new SessionOver()
  c.header('cache-control', 'no-store')
  c.header('content-disposition', 'attachment; filename="my-data.json"')
  return c.json(exportOf(whole.mine, whole.points, c.var.context.catalogue.site, c.var.context.now))
}

/** 我的: what is kept of a resident, and what they may do with it. Plain forms; a refusal draws the same page again. */
export const mineForms = new Hono<AppEnv>({ strict: false })
  .get(
    '/me',
    own(async (c) => (c.var.context.actor.kind === 'resident' ? drawHome(c) : c.var.page({ kind: 'me-welcome' }))),
  )
  .post('/me', own(actOnDevices))
  .get('/me/signups/:id', own(drawOwnSignup))
  .post('/me/signups/:id', own(actOnOwnSignup))
  .get(
    '/me/data',
    own((c) => drawMine(c, (mine) => ({ kind: 'me-data', mine }))),
  )
  .get('/me/data.json', own(download))
  .get(
    '/me/details',
    own((c) => drawDetails(c)),
  )
  .post('/me/details', own(actOnDetails))
  .get(
    '/me/family',
    own((c) => drawFamily(c)),
  )
  .post('/me/family', own(actOnFamily))
  .get(
    '/me/delete',
    own((c) => drawDelete(c)),
  )
  .post('/me/delete', own(deleteFromForm))
  .get('/me/deleted', (c) => c.var.page({ kind: 'me-deleted' }))
