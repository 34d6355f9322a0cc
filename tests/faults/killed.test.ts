import { describe, expect, test } from 'vitest'
import { freeze } from '../simulation/slow-frozen.ts'
import { killOften } from '../simulation/slow-kills.ts'
import { migrationCut } from '../simulation/slow-others.ts'
import { hostNames } from '../support/build.ts'

const minutes = 60_000
const quiet = () => {}

describe('processes that are killed and frozen while people write', () => {
  test.each(hostNames)('on %s nothing acknowledged is lost and no rule broken', { timeout: 3 * minutes }, async (name) => {
    const { kills, acknowledged, lost, broken } = await killOften(name, 2, 60, quiet)
    expect([kills, lost, broken]).toEqual([2, 0, []])
    expect(acknowledged).toBeGreaterThanOrEqual(60)
  })

  test('a frozen database is answered with the typed 503', { timeout: 2 * minutes }, async () => {
    const { typed, took_ms } = await freeze(quiet, 1)
    expect(typed).toBe(took_ms.length)
  })

  test('a migration cut in half is whole after the next', { timeout: minutes }, async () => {
    expect(await migrationCut(1, quiet)).toBe(1)
  })
})
