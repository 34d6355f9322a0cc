import { expect, test } from 'vitest'
import { deskInputInvalid, deskProblem, placesLine } from './copy.ts'
import { deskFieldErrorCodes, deskRefusalCodes } from './schema.ts'

const locality = { phone: '0400-5550100', time_zone: 'Asia/Shanghai' }

test('every refusal at the desk has its sentence', () => {
  expect(deskRefusalCodes.map((code) => deskProblem({ code }, locality).sentence)).toEqual([
    '还没到这一天，不能签到。请到活动当天再记。',
    '有一组的到场人数比报名人数多，所以都没有记。请改好再保存；多来的人请另外代报名。',
    '这一场已经结束，不能再停办或改期。',
  ])
  expect(deskProblem({ code: 'already_signed_up' }, locality).sentence).toBe(
    '这位居民，或这个电话，已经报过这一场了。要看或取消，请在名册里点他的称呼，或找窗口。',
  )
  expect(deskProblem({ code: 'resident_unknown' }, locality).sentence).toBe('没有找到这位居民，可能已经迁出，或不在您的网格。请重新查找。')
})

test('every field at the desk has its sentence', () => {
  const fields = deskFieldErrorCodes.map((code) => ({ field: 'x', code }))
  expect(deskInputInvalid(fields, locality).fields?.map(({ sentence }) => sentence)).toEqual([
    '到场人数请写 0 到 5 的数字；还不知道就空着。',
    '请选停办、改期，还是恢复。',
    '请写原因，居民会看到，例如“下雨”。',
    '原因最多 60 个字，请写短一些。',
    '请写改到哪一天，例如 2026-12-01。',
    '请写改到几点，例如 14:00。',
    '改到的时间已经过了，请写以后的时间。',
  ])
})

test('places stand in one line, without what is none', () => {
  expect(placesLine({ confirmed: 8, capacity: 10, waiting: 3, kept: 2 })).toBe('8/10 人，候补 3 人，窗口还留着 2 个名额')
  expect(placesLine({ confirmed: 0, capacity: 10, waiting: 0, kept: 0 })).toBe('0/10 人')
})
