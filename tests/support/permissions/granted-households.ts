import { randomUUID } from 'node:crypto'
import type { Asked, Requests } from './granted-requests.ts'
import type { World } from './permissions.ts'

const person = { name: '王大宝', relation: 'child', phone: '', birth_month: '' }
const room = ({ home }: World) => home.door.split('-')[2]
const neighboursDoor = (world: World) => `6-1-${room(world)}`
const freeDoor = (world: World) => `5-9-${room(world)}`

const sheet = ({ world }: Asked) => {
  const form = new FormData()
  form.set('file', new File([`楼栋,单元,门牌,姓名,关系\n5,8,${room(world)},王建国,户主`], 'sheet.csv'))
  form.set('import_now', 'yes')
  return form
}

const apart = ({ world }: Asked) => ({ residents: world.child, request_key: randomUUID() })

export const householdRequests: Requests = {
  'POST /desk/households': ({ world }) => ({ fields: { sought: world.home.door, surname: '王' } }),
  'POST /desk/households/registration': ({ world }) => ({ fields: { ...person, door: freeDoor(world), request_key: randomUUID() } }),
  'POST /desk/households/:household/phones': ({ world }) => ({ fields: { resident: world.home.resident } }),
  'POST /desk/households/:household/members': () => ({ fields: { ...person, request_key: randomUUID() } }),
  'POST /desk/households/:household/members/:resident': () => ({ fields: person }),
  'POST /desk/households/:household/moves': (asked) => ({ fields: { ...apart(asked), door: neighboursDoor(asked.world) } }),
  'POST /desk/households/:household/splits': (asked) => ({ fields: { ...apart(asked), door: freeDoor(asked.world) } }),
  'POST /desk/households/:household/door': ({ world }) => ({ fields: { door: freeDoor(world) } }),
  'POST /desk/households/:household/merger': ({ world }) => ({ fields: { door: neighboursDoor(world) } }),
  'POST /desk/households/:household/representations': ({ world }) => {
    const who = { kind: 'guardian', beneficiary: world.child, representative: world.home.resident }
    return { fields: { ...who, confirmed: 'yes', request_key: randomUUID() } }
  },
  'POST /desk/sheets': (asked) => ({ file: sheet(asked) }),
  'POST /desk/sheets/export': () => ({ fields: { format: 'csv' } }),
}
