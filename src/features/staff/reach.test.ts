import { describe, expect, test } from 'vitest'
import { buildingsInReach } from './reach.ts'
import { scopeOf, scopeWord } from './scope.ts'

const site = {
  grids: [
    { id: 'east', name: '第一网格', phone: '0400-5550101', buildings: ['1', '2'] },
    { id: 'west', name: '第二网格', phone: '0400-5550102', buildings: ['3'] },
  ],
}
const known = { site, programmes: [{ slug: 'reading', title: '读书会' }] } as unknown as Parameters<typeof scopeOf>[1]

describe('whose households somebody may see', () => {
  test.each<[string, Parameters<typeof buildingsInReach>[0], string[] | null]>([
    ['a steward: all', { role: 'steward', scope: null }, null],
    ['the desk: all', { role: 'desk', scope: null }, null],
    ['a grid worker: those of the own grid', { role: 'grid_worker', scope: 'west' }, ['3']],
    ['a grid worker whose grid is gone: none', { role: 'grid_worker', scope: 'north' }, []],
    ['a station: none', { role: 'station', scope: null }, []],
    ['a team lead: none, whatever the programme is called', { role: 'team_lead', scope: 'east' }, []],
  ])('%s', (_, actor, buildings) => expect(buildingsInReach(actor, site)).toEqual(buildings))
})

describe('what a new colleague is in charge of', () => {
  const asked = { grid: '', programme: '' }
  test.each<[string, Parameters<typeof scopeOf>[0], ReturnType<typeof scopeOf>]>([
    ['a grid worker: a grid', { ...asked, role: 'grid_worker', grid: 'west' }, { ok: true, value: 'west' }],
    [
      'a grid worker: not one that is not there',
      { ...asked, role: 'grid_worker', grid: 'north' },
      { ok: false, refusal: { field: 'grid', code: 'grid_missing' } },
    ],
    ['a team lead: a programme', { ...asked, role: 'team_lead', programme: 'reading' }, { ok: true, value: 'reading' }],
    [
      'a team lead: not one that is not there',
      { ...asked, role: 'team_lead', programme: 'singing' },
      { ok: false, refusal: { field: 'programme', code: 'programme_missing' } },
    ],
    ['the desk: nothing of its own', { ...asked, role: 'desk', grid: 'east', programme: 'reading' }, { ok: true, value: null }],
  ])('%s', (_, input, scope) => expect(scopeOf(input, known)).toEqual(scope))

  test('is said in words, also when it is gone', () => {
    expect(scopeWord({ role: 'grid_worker', scope: 'west' }, known)).toBe('第二网格')
    expect(scopeWord({ role: 'team_lead', scope: 'reading' }, known)).toBe('读书会')
    expect(scopeWord({ role: 'grid_worker', scope: 'north' }, known)).toBe('（内容里已经没有了）')
    expect(scopeWord({ role: 'team_lead', scope: 'singing' }, known)).toBe('（内容里已经没有了）')
    expect(scopeWord({ role: 'desk', scope: null }, known)).toBeNull()
  })
})
