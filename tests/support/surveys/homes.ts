import { deskOf } from '../households.ts'
import { resident } from '../people.ts'
import type { TestSite } from '../site.ts'

export interface Home {
  id: string
  household: string
  room: string
}

/** Households of one person each in one stairwell, and what the desk does to two of them. `site` is asked for when it is there. */
export const stairwell = (site: () => TestSite) => {
  let rooms = 100
  const freeRoom = () => String(rooms++)
  const press = async (path: string, door: string) => (await deskOf(site())).post(path, { door })
  return {
    freeRoom,
    press,
    home: async (name: string): Promise<Home> => {
      const room = freeRoom()
      return { ...(await resident(site(), { door: ['3', '1', room], name, relation: 'head' })), room }
    },
    merge: (one: Home, other: Home) => press(`${one.household}/merger/`, `3-1-${other.room}`),
    renumber: (one: Home, room: string) => press(`${one.household}/door/`, `3-1-${room}`),
  }
}
