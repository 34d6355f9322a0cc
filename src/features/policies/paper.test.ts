import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Policy } from '../../content-schemas/policy.ts'
import { type GroupFacts, groupTextMaxCharacters, policyGroupText } from './group-text.ts'
import { policySheet } from './sheet.ts'

const service: Policy['service'] = {
  conditions: ['在这里住满半年', '有住处、有工作或者在读书，三样有一样'],
  materials: ['身份证', '租房合同。', '近照一张'],
  time: '15 天以内',
  cost: '不收费',
  place: 'service-center',
  phone: '0400-5550100',
  proxy: '可以，带双方身份证',
  offline_route: '到社区服务中心 2 号窗口，工作人员帮您填表。腿脚不便的打电话，我们上门。',
}
const policy = (over: object = {}) =>
  ({
    title: '居住证怎么办',
    short_answer: '住满半年就能办，不收费。',
    service,
    effective_from: '2026-01-01',
    document_number: '国令第663号',
    review: { last_reviewed: '2026-11-18' },
    ...over,
  }) as Policy

const facts = (over: object = {}): GroupFacts => ({
  policy: policy(over),
  place: { title: '社区服务中心', address: '梧桐路 18 号' },
  today: '2026-11-24',
  url: 'https://wutongli.example/policies/juzhuzheng/',
})

describe('the text for the group', () => {
  test('says what one needs before leaving home', () => {
    expect(policyGroupText(facts())).toBe(
      [
        '【居住证怎么办】住满半年就能办，不收费。',
        '谁能办：在这里住满半年；有住处、有工作或者在读书，三样有一样',
        '带什么：身份证；租房合同；近照一张',
        '多久办好：15 天以内；要不要钱：不收费',
        '到哪里：社区服务中心，梧桐路 18 号',
        '不用手机：到社区服务中心 2 号窗口，工作人员帮您填表。腿脚不便的打电话，我们上门。',
        '电话：0400-5550100',
        '详情：https://wutongli.example/policies/juzhuzheng/',
      ].join('\n'),
    )
  })

  test('says first that the rules are not in force', () => {
    const [, second] = policyGroupText(facts({ replaced_by: { title: '新办法', document_number: '国令第1号' } })).split('\n')
    expect(second).toBe('已失效：别再照这张办。新的规定是《新办法》。')
    expect(policyGroupText(facts({ effective_from: '2027-01-01' }))).toContain('\n还没施行：2027年1月1日起才能办。\n')
  })

  test('leaves out whole items and whole sentences, and says so', () => {
    const materials = Array.from({ length: 12 }, (_, at) => `第 ${at + 1} 样材料的原件和复印件`)
    const text = policyGroupText(facts({ service: { ...service, materials } }))
    expect(text).toMatch(/第 \d 样材料的原件和复印件；还有 \d+ 条看网页\n/)
    expect(text).toContain('\n谁能办：在这里住满半年；')
    expect(text).not.toContain('……')
  })

  test('needs no unfolding and keeps title, phone and address, however long its fields are', () => {
    const written = (max: number) =>
      fc.array(fc.constantFrom('社', '区', '👵', 'a', '。', '，', '；'), { minLength: 1, maxLength: max }).map((it) => it.join(''))
    const generated = fc.record({
      title: written(30),
      short_answer: written(80),
      conditions: fc.array(written(120), { minLength: 1, maxLength: 9 }),
      materials: fc.array(written(120), { minLength: 1, maxLength: 9 }),
      time: written(80),
      cost: written(60),
      offline_route: written(160),
      replaced_by: fc.constantFrom(undefined, { title: '新'.repeat(120), document_number: '1' }),
    })
    fc.assert(
      fc.property(generated, ({ title, short_answer, replaced_by, ...card }) => {
        const given = facts({ title, short_answer, replaced_by, service: { ...service, ...card } })
        const text = policyGroupText(given)
        expect([...text].length).toBeLessThanOrEqual(groupTextMaxCharacters)
        for (const kept of [`【${title}】`, '\n电话：0400-5550100\n', `\n详情：${given.url}`]) expect(text).toContain(kept)
      }),
    )
  })
})

describe('the sheet of paper', () => {
  const sheet = (over: object = {}, phone = '0400-5550100') =>
    policySheet({ ...facts(over), policy: policy(over), from: { name: '梧桐里社区', phone } })

  test('says where it is from, whose it is and of which day', () => {
    expect(sheet().foot).toEqual([
      '扫码看全文：wutongli.example/policies/juzhuzheng/',
      '文号：国令第663号',
      '梧桐里社区，2026年11月24日的内容，2026年11月18日核对过。',
    ])
    expect(sheet({ expires_on: '2027-12-31' }).foot[1]).toBe('文号：国令第663号，有效到 2027年12月31日。')
  })

  test('warns whoever finds it in a drawer', () => {
    expect(sheet().standing).toBeNull()
    expect(sheet({ expires_on: '2026-11-01' }).standing).toBe('已失效：别再照这张办。')
    expect(sheet({ expires_on: '2026-12-31' }).standing).toBe('快要失效：有效到2026年12月31日，要办请抓紧。')
  })

  test('names the community beside a number that is not its own', () => {
    expect(sheet({}, '0400-5550199').foot.at(-1)).toMatch(/^梧桐里社区 0400-5550199，/)
  })
})
