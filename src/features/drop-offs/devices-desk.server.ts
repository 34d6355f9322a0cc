import { type AppContext, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { isKey } from '../points/key.ts'
import { actorOf, staffRead, staffWrite } from '../staff/store.server.ts'
import { allDevices, endingDevice, newDevice, readDevices } from './device.server.ts'
import type { DevicesPage, DeviceView } from './page.ts'
import { dropOffInputInvalid, dropOffProblem } from './problem.ts'
import type { DropOffRefusal } from './schema.ts'
import { stationOf } from './station-page.server.ts'

const nameMaxCharacters = 20
const untyped = { name: '', station: '' }

const draw = (c: AppContext, devices: DeviceView[], parts: Partial<DevicesPage> = {}) => {
  const { context } = c.var
  const page: DevicesPage = {
    kind: 'devices',
    actor: actorOf(c),
    devices,
    stations: context.catalogue.stations,
    made: null,
    typed: untyped,
    request_key: context.newId(),
    ...parts,
  }
  return c.var.page(page, parts.problem)
}

/** 称重设备: the list, and the form for a new one. One database call. */
export const drawDevices = async (c: AppContext, typed = untyped, refusal?: DropOffRefusal) => {
  const { context } = c.var
  const [list] = await staffRead(context, [allDevices()])
  return draw(c, readDevices(list?.rows), { typed, problem: refusal && dropOffProblem(refusal, context.catalogue.site) })
}

/** The key stands on this one answer and nowhere else. */
export const addDevice = async (c: AppContext) => {
  const { context } = c.var
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const { station = '', request_key } = form.value
  const name = (form.value['name'] ?? '').normalize('NFC').trim()
  const typed = { name: name.slice(0, 60), station }
  if (!isKey(request_key)) return drawDevices(c, typed, dropOffInputInvalid({ field: 'request_key', code: 'page_too_old' }))
  if (name === '' || [...name].length > nameMaxCharacters)
    return drawDevices(c, typed, dropOffInputInvalid({ field: 'name', code: 'device_name_missing' }))
  if (!stationOf(context, station)) return drawDevices(c, typed, dropOffInputInvalid({ field: 'station', code: 'station_missing' }))
  const { key, statement } = await newDevice(context, request_key, station, name)
  const [added, list] = await staffWrite(context, 'device.manage', { kind: 'device', id: request_key }, [statement, allDevices()], 'added')
  return draw(c, readDevices(list?.rows), { made: added?.rows_written ? { id: request_key, key } : null })
}

/** 停用: what it signs is refused from now on. */
export const endDevice = async (c: AppContext) => {
  const { context } = c.var
  const id = c.req.param('device') ?? ''
  const about = { kind: 'device', sql: '(SELECT id FROM devices WHERE id = :id)', args: { id } }
  const [, list] = await staffWrite(context, 'device.manage', about, [endingDevice(context, id), allDevices()], 'ended')
  const devices = readDevices(list?.rows)
  if (devices.some((one) => one.id === id)) return c.redirect('/desk/points/devices/', 303)
  return draw(c, devices, { problem: dropOffProblem({ code: 'device_unknown' }, context.catalogue.site) })
}
