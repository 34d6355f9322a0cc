import { describe, expect, test } from 'vitest'
import { access } from '../../functions/access.ts'
import { commands, countsPresses, excused, nothingHappens } from '../simulation/commands.ts'
import { linesOf, nothingYet, runHistories, runMatrix } from '../simulation/fast.ts'
import { faults } from '../simulation/faults.ts'
import { liveHistory } from '../simulation/history.ts'
import { type Cell, tryCommand } from '../simulation/matrix.ts'

const minutes = 60_000

describe('the matrix of commands and faults', () => {
  test('every route that writes is in it, or left out with a reason', () => {
    const writing = Object.keys(access).filter((route) => !route.startsWith('GET '))
    expect([...commands, ...Object.keys(excused)].sort()).toEqual(writing.sort())
    for (const route of [...Object.keys(nothingHappens), ...Object.keys(countsPresses)]) expect(commands).toContain(route)
  })

  // Every fourth cell, so that each command and each fault has its turn; `npm run simulate` tries them all.
  test('each command has its effect exactly once, whatever goes wrong', { timeout: 5 * minutes }, async () => {
    const said: string[] = []
    const { lines, cells } = await runMatrix((line) => said.push(line), 4)
    expect(said).toEqual([])
    expect(lines.filter(({ good }) => !good)).toEqual([])
    expect(new Set(cells.map(({ command }) => command)).size).toBe(commands.length)
    expect(new Set(cells.map(({ fault }) => fault)).size).toBe(Object.keys(faults).length)
  })
})

describe('what was found once', () => {
  // A batch that came again ended what had been made after it, so that nothing printed worked.
  test.each([
    ['POST /desk/households/:household/members/:resident/card', 'the second overtakes the repeat of the first'],
    ['POST /desk/surveys/:slug/codes', 'the second overtakes the repeat of the first'],
  ])('%s leaves one good code when %s', async (command, fault) => {
    const cells: Cell[] = []
    await tryCommand(command, { [fault]: faults[fault] ?? {} }, (cell) => cells.push(cell))
    expect(cells.map(({ exercised, effect }) => [exercised, effect])).toEqual([[true, 1]])
  })
})

describe('histories of many people at once', () => {
  test('nothing is given twice or lost, and the app answers again', { timeout: 5 * minutes }, async () => {
    const sum = await runHistories(
      1,
      (done) => done < 20,
      () => {},
    )
    expect(sum.wrong).toEqual([])
    expect(linesOf(sum).filter(({ good }) => !good)).toEqual([])
    expect([sum.contended > 400, sum.faulty > 400, sum.acknowledged > 200]).toEqual([true, true, true])
  })

  test('the same seed is the same history', { timeout: minutes }, async () => {
    const [one, again, other] = [await liveHistory(7), await liveHistory(7), await liveHistory(8)]
    expect(again).toEqual(one)
    expect(other.trace).not.toEqual(one.trace)
  })

  test('a verdict of no attempts is not good', () => {
    expect(linesOf(nothingYet()).every(({ good }) => good)).toBe(false)
  })
})
