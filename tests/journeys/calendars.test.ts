import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dayOf, dayWithWeekday, timeInWords, timeRangeInWords } from '../../src/kernel/calendar.ts'
import { builtSite } from '../support/build.ts'
import { testMoment } from '../support/clock.ts'
import { useSite } from '../support/hosts.ts'
import { calendarFindings, eventsOf, type ReadEvent } from '../support/ics.ts'
import { asStaff } from '../support/people.ts'
import { repositoryRoot } from '../support/root.ts'
import { registerOf } from '../support/signin-people.ts'

const zone = 'Asia/Shanghai'
const today = dayOf(Date.parse(testMoment), zone)
/** The months that have a sheet and lie ahead, this one from now on. */
const months = ['2026-11', '2026-12', '2027-01', '2027-02']

const client = join(repositoryRoot, builtSite('node'), 'client')
const files = () =>
  readdirSync(client, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ics'))
    .map(({ parentPath, name }) => join(parentPath, name))

let headers = { cookie: '' }
const site = useSite('node', {
  prepare: async (database) => {
    headers = (await asStaff(registerOf(database), { role: 'desk' })).headers
  },
})
const read = async (path: string) => (await fetch(site().url + path, { headers })).text()

const markOf = ({ status, summary }: ReadEvent) => (status === 'CANCELLED' ? ' 停办' : summary.startsWith('【改期】') ? ' 改期' : '')
const whichOf = ({ uid }: ReadEvent) => /^([^/]+)\/([^@]+)@/.exec(uid)?.slice(1) ?? []

describe('calendar files', () => {
  test('keep to RFC 5545, every one the site gives out', () => {
    const found = files().flatMap((file) =>
      calendarFindings(readFileSync(file, 'utf8')).map((finding) => `${file.replace(client, '')}: ${finding}`),
    )
    expect(files().length).toBeGreaterThan(30)
    expect(found).toEqual([])
  })

  test('of a part hold what the whole holds, word for word', async () => {
    const eventsIn = (text: string) => text.match(/BEGIN:VEVENT[\s\S]*?END:VEVENT/g) ?? []
    const whole = new Set(eventsIn(await read('/activities/calendar.ics')))
    const parts = files().flatMap((file) => eventsIn(readFileSync(file, 'utf8')))
    expect(parts.filter((event) => !whole.has(event))).toEqual([])
    expect(new Set(parts).size).toBe(whole.size)
  })
})

describe('what a phone has in its calendar', () => {
  /** `2026-12-03 shouji-ketang 14:00 停办`, as the sheet of a month has it. */
  const onSheet = (html: string) =>
    [...html.matchAll(/<time datetime="(\d{4}-\d{2}-\d{2})">[\s\S]*?<\/td>/g)].flatMap(([square, day]) =>
      [...square.matchAll(/href="\/activities\/([^/"]+)\/"[\s\S]*?<small>([^<]*)<\/small>/g)].map(
        ([, slug, words]) => `${day} ${slug} ${words}`,
      ),
    )

  test('stands on the sheets of the months', async () => {
    const events = eventsOf(await read('/activities/calendar.ics'))
    const told = events.map(
      (event) => `${dayOf(event.starts_at, zone)} ${whichOf(event)[0]} ${timeInWords(event.starts_at, zone)}${markOf(event)}`,
    )
    const shown = (await Promise.all(months.map((month) => read(`/activities/month/${month}/`)))).flatMap(onSheet)
    const ahead = (line: string) => line > `${today} ~` && months.includes(line.slice(0, 7))
    expect(shown.filter(ahead).sort()).toEqual(told.filter(ahead).sort())
    expect(told.some((line) => line.endsWith('停办')) && told.some((line) => line.endsWith('改期'))).toBe(true)
  })

  test('stands on the rosters, also what is cancelled or moved', async () => {
    const events = eventsOf(await read('/activities/calendar.ics')).filter(({ starts_at }) =>
      months.includes(dayOf(starts_at, zone).slice(0, 7)),
    )
    const wrong: string[] = []
    const seen: unknown[] = []
    const withoutRoster: unknown[] = []
    for (const event of events) {
      const [slug, id] = whichOf(event)
      const answer = await fetch(`${site().url}/desk/activities/${slug}/${id}/`, { headers })
      const words = /<p class="lead">([\s\S]*?)<\/p>/.exec(await answer.text())?.[1]?.replace(/<[^>]*>/g, '')
      if (answer.ok) seen.push(slug)
      else withoutRoster.push(slug)
      if (!answer.ok) continue
      const when = `${dayWithWeekday(dayOf(event.starts_at, zone), today)}${timeRangeInWords(event.starts_at, event.ends_at, zone)}`
      const isSame = words?.includes(when) && ['停办', '改期'].every((mark) => words.includes(mark) === markOf(event).includes(mark))
      if (!isSame) wrong.push(`${event.uid} is ${when}${markOf(event)}; its roster says ${words}`)
    }
    expect(wrong).toEqual([])
    expect(seen.length).toBeGreaterThan(60)
    expect(withoutRoster.filter((slug) => seen.includes(slug))).toEqual([])
  }, 120_000)
})

test('one who cannot open a calendar in WeChat finds its address to copy, and how a phone takes it', async () => {
  const html = await read('/activities/subscribe/')
  expect(html).toContain('href="webcal://wutongli.example/activities/calendar.ics"')
  expect(html).toContain('https://wutongli.example/activities/calendar.ics</p>')
  for (const [, path] of html.matchAll(/https:\/\/wutongli\.example(\/[^<]+\.ics)</g))
    expect((await fetch(site().url + path)).status).toBe(200)
})
