import { z } from 'zod'
import type { Site } from '../../content-schemas/site.ts'
import type { StatementView } from '../points/views.ts'
import { pointsExport, pointsExportSchema } from './export-points.ts'
import type { Mine } from './views.ts'

const moment = z.iso.datetime().meta({ description: '时刻，世界协调时' })

/** 导出: everything the site keeps of one resident, for a person or a program to read. */
export const exportSchema = z
  .strictObject({
    site: z.string().meta({ description: '哪个社区的网站' }),
    exported_at: moment,
    resident: z.strictObject({
      name: z.string(),
      phone: z.string().nullable(),
      relation: z.string().meta({ description: '和户主的关系' }),
      under_14_until: z.iso.date().nullable().meta({ description: '孩子满 14 岁的日子；大人没有' }),
      notice_version: z.string().meta({ description: '登记时告知的版本' }),
      registered_at: moment,
      left_at: moment.nullable().meta({ description: '迁出的时刻' }),
      is_staff: z.boolean().meta({ description: '是不是也登记为工作人员' }),
    }),
    household: z
      .strictObject({
        door: z.string(),
        grid: z.string().nullable(),
        members: z.array(z.strictObject({ name: z.string(), relation: z.string() })),
      })
      .nullable(),
    tags: z
      .array(z.strictObject({ word: z.string(), notice_version: z.string(), recorded_at: moment }))
      .meta({ description: '登记的人群' }),
    representations: z
      .array(
        z.strictObject({
          kind: z.enum(['guardian', 'delegate']).meta({ description: '监护人、代办人' }),
          side: z.enum(['for-me', 'by-me']).meta({ description: '别人替我办、我替别人办' }),
          person: z.string(),
          state: z.enum(['offered', 'in_force', 'ended']),
          notice_version: z.string(),
          granted_at: moment,
          accepted_at: moment.nullable(),
          ended_at: moment.nullable(),
        }),
      )
      .meta({ description: '代办。按电话发出、还没有接受的邀请不列在这里' }),
    signups: z.array(
      z.strictObject({
        activity: z.string(),
        occurrence: z.string().meta({ description: '场次，原定的日期' }),
        starts_at: moment,
        state: z.enum(['confirmed', 'waiting', 'cancelled']),
        party_size: z.int(),
        for_whom: z.string().nullable().meta({ description: '替谁报的；自己的没有' }),
        acted_by: z.string().meta({ description: '最后一次经手的人' }),
        created_at: moment,
        came_places: z.int().nullable().meta({ description: '签到的人数' }),
        contact: z
          .strictObject({ name: z.string().nullable(), phone: z.string().nullable(), code: z.string() })
          .nullable()
          .meta({ description: '报名时留的称呼、电话和报名码；没有称呼的，用的是登记的' }),
        contact_kept_until: moment,
        contact_deleted_at: moment.nullable(),
      }),
    ),
    points: pointsExportSchema,
    redemptions: z
      .array(z.strictObject({ reward: z.string(), points: z.int(), state: z.string(), created_at: moment }))
      .meta({ description: '本人替这一户兑换的东西' }),
    devices: z.array(z.strictObject({ device: z.string(), created_at: moment, seen_at: moment, expires_at: moment })),
    cards: z
      .array(z.strictObject({ issued_at: moment, ended_at: moment.nullable() }))
      .meta({ description: '居民卡，只有发卡和停用的时刻' }),
    signin_codes: z
      .array(z.strictObject({ channel: z.enum(['slip', 'sms']), issued_at: moment, expires_at: moment, used_at: moment.nullable() }))
      .meta({ description: '登录码，只有时刻，没有码' }),
    looked_at: z
      .array(z.strictObject({ at: moment, role: z.string(), act: z.string() }))
      .meta({ description: '工作人员看过、改过本人或本户登记的记录，最近 100 条' }),
    kept_days: z.strictObject({
      signup_contacts: z.int(),
      signup_history: z.int(),
      signin_codes: z.int(),
      ended_sessions: z.int(),
      left_residents: z.int(),
    }),
  })
  .meta({ title: '我的数据' })
export type Export = z.infer<typeof exportSchema>

const iso = (at: number) => new Date(at).toISOString()
const isoOrNull = (at: number | null) => (at === null ? null : iso(at))

/** What `mine` and the household's points say, without what only this site's forms need. */
export const exportOf = (mine: Mine, points: StatementView, site: Pick<Site, 'name' | 'retention_days'>, now: number): Export => {
  const { person, home } = mine
  return exportSchema.parse({
    site: site.name,
    exported_at: iso(now),
    resident: {
      name: person.name,
      phone: person.phone,
      relation: person.relation,
      under_14_until: person.under_14_until,
      notice_version: person.notice_version,
      registered_at: iso(person.registered_at),
      left_at: isoOrNull(person.left_at),
      is_staff: mine.is_staff,
    },
    household: home && {
      door: home.door,
      grid: home.grid?.name ?? null,
      members: home.relatives.map(({ name, relation }) => ({ name, relation })),
    },
    tags: mine.tags.map(({ word, notice_version, recorded_at }) => ({ word, notice_version, recorded_at: iso(recorded_at) })),
    representations: mine.representations.map(({ kind, side, person, state, notice_version, granted_at, accepted_at, ended_at }) => ({
      ...{ kind, side, person, state, notice_version, granted_at: iso(granted_at) },
      ...{ accepted_at: isoOrNull(accepted_at), ended_at: isoOrNull(ended_at) },
    })),
    signups: mine.signups.map((one) => ({
      activity: one.activity_title,
      occurrence: one.occurrence,
      starts_at: iso(one.starts_at),
      state: one.state,
      party_size: one.party_size,
      for_whom: one.for_whom,
      acted_by: one.acted_by,
      created_at: iso(one.created_at),
      came_places: one.came_places,
      contact: one.contact,
      contact_kept_until: iso(one.contact_kept_until),
      contact_deleted_at: isoOrNull(one.contact_deleted_at),
    })),
    points: pointsExport(points),
    redemptions: mine.redemptions.map(({ title, points, state, created_at }) => ({
      ...{ reward: title, points, state, created_at: iso(created_at) },
    })),
    devices: mine.devices.map(({ device, created_at, seen_at, expires_at }) => ({
      ...{ device, created_at: iso(created_at), seen_at: iso(seen_at), expires_at: iso(expires_at) },
    })),
    cards: mine.cards.map(({ issued_at, ended_at }) => ({ issued_at: iso(issued_at), ended_at: isoOrNull(ended_at) })),
    signin_codes: mine.codes.map(({ channel, issued_at, expires_at, used_at }) => ({
      ...{ channel, issued_at: iso(issued_at), expires_at: iso(expires_at), used_at: isoOrNull(used_at) },
    })),
    looked_at: mine.looked_at.map(({ at, role, act }) => ({ at: iso(at), role, act })),
    kept_days: site.retention_days,
  })
}
