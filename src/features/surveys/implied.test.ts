import { describe, expect, test } from 'vitest'
import { implies } from './branching.ts'
import type { Condition } from './schema.ts'

const is = (...options: string[]): Condition => ({ question: 'q', is: options })
const number = (least?: number, most?: number): Condition => ({
  question: 'q',
  ...(least !== undefined && { least }),
  ...(most !== undefined && { most }),
})

describe('whoever fulfils one condition fulfils another', () => {
  test.each<[string, Condition, Condition, boolean]>([
    ['that is the same', is('x'), is('x'), true],
    ['that is on another question', is('x'), { question: 'r', is: ['x'] }, false],
    ['that lets more choices do', is('x'), is('x', 'y'), true],
    ['not one that lets fewer do', is('x', 'y'), is('x'), false],
    ['not one for another choice', is('y'), is('x'), false],
    ['not one for a choice, who gave a number', number(3), is('x'), false],
    ['that begins lower', number(4), number(3), true],
    ['that begins at the same', number(3), number(3), true],
    ['not one that begins higher', number(3), number(4), false],
    ['not one with a beginning where the first has none', number(undefined, 5), number(3), false],
    ['that ends higher', number(undefined, 4), number(undefined, 5), true],
    ['that ends at the same', number(undefined, 5), number(undefined, 5), true],
    ['not one that ends lower', number(undefined, 5), number(undefined, 4), false],
    ['not one with an end where the first has none', number(3), number(undefined, 5), false],
    ['that is wider on both sides', number(3, 5), number(2, 6), true],
    ['not one that is narrower on one side', number(3, 5), number(2, 4), false],
    ['not a number, who made a choice', is('x'), number(3), false],
  ])('%s', (_, one, other, expected) => expect(implies(one, other)).toBe(expected))
})
