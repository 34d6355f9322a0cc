import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { checkContent } from './check.ts'
import { communityWith } from './fixture.ts'
import { completeBallot } from './fixture-survey.ts'

describe('a picture', () => {
  const said = (file: string, around: Record<string, string | null> = {}, bytes = 0) => {
    const nominations = [
      { id: 'b1', name: '1 栋', story: '有书架。', picture: { file, alt: '书架' } },
      { id: 'b2', name: '2 栋', story: '有人扫。' },
    ]
    const survey = stringify({ ...completeBallot, ballot: { ...(completeBallot['ballot'] as Record<string, unknown>), nominations } })
    const files = communityWith({ 'content/surveys/new.yml': survey, ...around }).map((one) =>
      one.path.endsWith('.jpg') ? { ...one, bytes } : one,
    )
    return checkContent(files).problems.filter((one) => one.startsWith('content/surveys/new.yml'))
  }
  const start = 'content/surveys/new.yml：ballot.nominations 第 1 条 picture.file（图片文件）写的'
  const order = '请写放在这个文件旁边的图片的文件名，例如“dengju.jpg”。'
  test('lies beside the file', () => {
    expect(said('lamp.jpg')).toEqual([])
    expect(said('nowhere.jpg')).toEqual([`${start}“nowhere.jpg”在 content/surveys 里没有。${order}`])
  })
  test('has a name that can be an address', () =>
    expect(said('灯.jpg')).toEqual([
      `${start}“灯.jpg”不能做网址（只用小写字母、数字和短横线，结尾是 .jpg、.png、.webp 或 .avif）。${order}`,
    ]))
  test('is small', () =>
    expect(said('lamp.jpg', {}, 3_000_000)).toEqual([
      `${start}“lamp.jpg”有 2930 KB，最多 40 KB，要先缩到 480 像素宽再存成 .webp 或 .jpg。${order}`,
    ]))
  test('is the only one of its name', () =>
    expect(said('lamp.jpg', { 'content/surveys/2025/lamp.jpg': '' })).toEqual([
      `${start}“lamp.jpg”和 content/surveys/2025/lamp.jpg 重名，网址会一样，要换一个文件名。${order}`,
    ]))
})
