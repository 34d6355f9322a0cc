import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repositoryRoot } from '../../../tests/support/root.ts'
import { sampleActs, sampleStock } from './sample.ts'

test('the sample has what its content says: the rewards, their costs and their places', () => {
  for (const { reward, site, points } of sampleStock) {
    const text = readFileSync(join(repositoryRoot, `content/rewards/${reward}.yml`), 'utf8')
    expect(text).toContain(`cost_points: ${points}\n`)
    expect(text).toContain(`place: ${site},`)
  }
})

test('nobody of the sample spends what they have not, and no place hands out what it has not got', () => {
  const has = new Map<number, number>()
  const left = new Map(sampleStock.map(({ reward, site, pieces }) => [`${reward}/${site}`, pieces as number]))
  for (const act of sampleActs(300, '2026-11-23')) {
    const before = has.get(act.household) ?? 0
    if (act.act === 'earn') has.set(act.household, before + act.points)
    if (act.act === 'earn' || act.cancelled) continue
    has.set(act.household, before - act.points)
    left.set(`${act.reward}/${act.site}`, (left.get(`${act.reward}/${act.site}`) ?? 0) - 1)
    expect(before).toBeGreaterThanOrEqual(act.points)
  }
  expect(Math.min(...left.values())).toBeGreaterThanOrEqual(3)
})
