import { addMonths, monthOf } from '../../kernel/calendar.ts'
import type { Relation } from '../members/relation.ts'
import type { ImportHousehold, ImportMember } from './rows.ts'

const surnames = [...'王李张刘陈杨黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘']
const women = ['芳', '敏', '静', '秀英', '丽', '桂兰', '玉梅', '晓燕', '雪', '文静', '慧', '淑珍', '倩', '婷', '彩霞', '雨桐']
const men = ['伟', '强', '建国', '军', '志明', '勇', '德华', '海涛', '平', '文斌', '国庆', '永福', '磊', '俊杰', '小龙', '子轩']
const girls = ['雨桐', '欣怡', '诗涵', '可欣', '梓涵', '语晨', '思琪', '朵朵']
const boys = ['子轩', '浩然', '宇航', '梓睿', '俊熙', '天佑', '晨阳', '乐乐']

/** Who lives behind a door, again and again: `phone` if they have one, `age` in years of children. */
interface Part {
  relation: Relation
  names: 'women' | 'men'
  phone?: true
  age?: number
  old?: true
}

const woman = (relation: Relation, more: Partial<Part> = {}): Part => ({ relation, names: 'women', ...more })
const man = (relation: Relation, more: Partial<Part> = {}): Part => ({ relation, names: 'men', ...more })
const grown = { phone: true } as const
const old = { old: true } as const

/** Six kinds of household, fifteen people. */
const families: Part[][] = [
  [woman('head', grown)],
  [man('head', old), woman('spouse', old)],
  [man('head', grown), woman('spouse', grown)],
  [woman('head', grown), man('spouse', grown), woman('child', { age: 6 })],
  [man('head', grown), woman('spouse', grown), woman('parent', old)],
  [man('head', grown), woman('spouse', grown), man('child', { age: 10 }), woman('parent', { ...old, ...grown })],
]

const householdsPerBuilding = 30
const roomsPerUnit = 15
const firstPhone = 19900003000

/**
 * The invented people of the sample community, the same every time: 30 households a building, two and a half people each.
 * Numbers are of the form 1990000xxxx, which nobody has. `today` says how old the children are.
 */
export const sampleHouseholds = (buildings: string[], today: string): ImportHousehold[] => {
  let phones = 0
  const member = (part: Part, surname: string, place: number): ImportMember => {
    const given = part.age ? { women: girls, men: boys }[part.names] : { women, men }[part.names]
    return {
      row: place,
      name: `${surname}${given[place % given.length]}`,
      relation: part.relation,
      phone: part.phone ? String(firstPhone + phones++) : null,
      birth_month: part.age ? addMonths(monthOf(today), -12 * part.age - (place % 12)) : null,
      audiences: part.old ? ['older-people'] : [],
      audiences_agreed: Boolean(part.old),
    }
  }
  return buildings.flatMap((building, block) =>
    Array.from({ length: householdsPerBuilding }, (_, place) => {
      const number = block * householdsPerBuilding + place
      const inUnit = place % roomsPerUnit
      const door = {
        building,
        unit: String(Math.floor(place / roomsPerUnit) + 1),
        room: `${Math.floor(inUnit / 3) + 1}0${(inUnit % 3) + 1}`,
      }
      const family = families[number % families.length] ?? []
      const surnameOf = (index: number) => surnames[(number * 7 + index) % surnames.length] ?? '王'
      // A child has the name of the head; the others married in or are of another generation.
      const members = family.map((part, index) => member(part, surnameOf(part.relation === 'child' ? 0 : index), number * 5 + index * 3))
      return { door, members }
    }),
  )
}

/** Who works there. Each grid worker has a grid, in the order of content. */
export const sampleStaff = [
  { name: '赵敏', role: 'steward' },
  { name: '钱芳', role: 'desk' },
  { name: '孙丽', role: 'grid_worker' },
  { name: '李强', role: 'grid_worker' },
  { name: '周琳', role: 'grid_worker' },
  { name: '吴勇', role: 'station' },
] as const
