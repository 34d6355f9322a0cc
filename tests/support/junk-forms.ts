import fc from 'fast-check'
import { readTree } from '../repo/tree.ts'
import { nastyText } from './fuzz.ts'
import type { World } from './permissions/permissions.ts'

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found)

const forms = [...readTree()].filter(([path]) => /^src\/(features|pages|components)\/.*(\.server\.ts|schema\.ts|\.astro|\.tsx)$/.test(path))

/** Every name a field has anywhere: whatever a form could be made to take. */
export const fieldNames = [
  ...new Set(
    forms.flatMap(([, text]) => [
      ...matches(text, /\sname="([\w.-]+)"/g),
      ...matches(text, /(?:typed|form|fields)\??\.?\[?'?\.?([a-z_]+)'\]/g),
      ...matches(text, /^ {2}([a-z_]+): z\./gm),
    ]),
  ),
].sort()
const words = [...new Set(forms.flatMap(([, text]) => matches(text, /(?:=== |case |z\.enum\(\[|value=")'?([a-z_]{2,20})['"]/g)))].sort()

/** The ids of everything there is in a world, right ones in wrong places. */
const idsOf = (world: World) => [...Object.values(world.home), world.child, world.neighbour, world.device, world.signup, world.colleague]

const valueIn = (world: World) =>
  fc.oneof(
    { weight: 3, arbitrary: nastyText },
    { weight: 2, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.constantFrom(...idsOf(world), 'a-key-of-the-fuzzer-1', '2026-11-28', '0', '1', '999999999', 'true', 'on') },
  )

type Fields = Record<string, string>

/** Forms round one that is good: as it is with one field spoiled or gone, with fields of other forms, or with nothing good at all. */
export const junkForm = (world: World, good: Fields): fc.Arbitrary<Fields> => {
  const value = valueIn(world)
  const own = Object.keys(good)
  const name = own.length > 0 ? fc.oneof(fc.constantFrom(...own), fc.constantFrom(...fieldNames)) : fc.constantFrom(...fieldNames)
  const changes = fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 4 }).map((pairs): Fields => Object.fromEntries(pairs))
  const foreign = fc
    .array(fc.tuple(fc.constantFrom(...fieldNames), value), { maxLength: 12 })
    .map((pairs): Fields => Object.fromEntries(pairs))
  return fc.oneof(
    { weight: 4, arbitrary: changes.map((changed) => ({ ...good, ...changed })) },
    { weight: 1, arbitrary: fc.subarray(own).map((kept) => Object.fromEntries(kept.map((one) => [one, good[one] ?? '']))) },
    { weight: 2, arbitrary: foreign },
  )
}

const boundary = 'a-boundary'
const part = (name: string, value: string, more = '') =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`

/** How a form can travel, and how it can be broken on the way. */
export const sentAs = (fields: Fields, way: number): { body: BodyInit; type: string } => {
  const plain = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, value.toWellFormed()]),
  ).toString()
  const parts = Object.entries(fields).map(([name, value]) => part(name.toWellFormed(), value.toWellFormed()))
  const multipart = `multipart/form-data; boundary=${boundary}`
  const ways: { body: BodyInit; type: string }[] = [
    { body: plain, type: 'application/x-www-form-urlencoded' },
    { body: `${plain}&%=%&=&%ff=%E0%A4%A`, type: 'application/x-www-form-urlencoded; charset=gb2312' },
    { body: `${parts.join('')}--${boundary}--\r\n`, type: multipart },
    { body: parts.join('').slice(0, -9), type: multipart },
    { body: part('file', 'PK\x03\x04junk', '; filename="../../表.xlsx\0"\r\nContent-Type: text/html'), type: multipart },
    { body: plain, type: 'multipart/form-data' },
    { body: JSON.stringify(fields), type: 'application/json' },
    { body: new Uint8Array([0, 255, 254, 37, 61, 38]), type: 'application/x-www-form-urlencoded' },
  ]
  return ways[way % ways.length] ?? { body: plain, type: '' }
}

/** What a browser holds, with each value broken: cut, made longer, of another kind, or no value at all. */
export const brokenCookies = (cookie: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom('cut', 'longer', 'kept', 'swapped', 'odd'), { minLength: 8, maxLength: 8 }).map((ways) =>
    cookie
      .split('; ')
      .map((pair, place, all) => {
        const [name = '', value = ''] = pair.split(/=(.*)/s)
        const other = all.at(place - 1)?.split(/=(.*)/s)[1] ?? ''
        const broken = { cut: value.slice(0, 9), longer: `${value}A`, kept: value, swapped: other, odd: '%E0%A4%A.%00..' }
        return `${name}=${broken[(ways[place % ways.length] ?? 'cut') as keyof typeof broken]}`
      })
      .join('; '),
  )
