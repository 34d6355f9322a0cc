/**
 * Who plays in the tests. Their numbers have the form of mobile numbers and are invented: 199 0000 and four digits.
 */
export interface Person {
  name: string
  phone: string
}

export const cast = {
  /** 72, reads with large letters, signs up by herself on an old phone. */
  wang: { name: '王阿姨', phone: '19900000001' },
  /** Comes with his grandson, a party of two. */
  li: { name: '李建国', phone: '19900000002' },
  /** Brings the whole family, a party of five. */
  zhang: { name: '张敏', phone: '19900000003' },
  /** A grid worker, who signs others up. */
  chen: { name: '陈网格员', phone: '19900000004' },
  /** A name of another script, with a dot in it. */
  aygul: { name: '阿依古丽·买买提', phone: '19900000005' },
} as const satisfies Record<string, Person>

/** Any number of further people, each with a number of their own; `place` from 0 to 8999. */
export const person = (place: number): Person => ({ name: `居民${place}`, phone: `1990000${String(1000 + place).padStart(4, '0')}` })
