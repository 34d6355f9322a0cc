import type { Site } from '../../content-schemas/site.ts'
import { momentInWords } from '../../kernel/calendar.ts'
import { groupSpokenCode } from '../../kernel/spoken-code.ts'
import { formWords, stateWord } from './copy.ts'
import type { HeldPage } from './page.ts'

/** A signup as text to copy to the family: what, when, where, the code. No phone number but the community's. */
export const receiptText = ({ activity_title, signup, place }: HeldPage, site: Pick<Site, 'name' | 'phone' | 'time_zone'>) =>
  [
    `${stateWord[signup.state]}：${activity_title}`,
    `时间：${momentInWords(Date.parse(signup.starts_at), site.time_zone)}`,
    ...(place ? [`地点：${place.title}，${place.address}`] : []),
    `${formWords.people(signup.party_size)}，报名码 ${groupSpokenCode(signup.code)}`,
    ...(signup.taken_by ? [signup.taken_by] : []),
    `${site.name} ${site.phone}`,
  ].join('\n')
