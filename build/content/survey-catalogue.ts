import { createHash } from 'node:crypto'
import { ballotSection } from '../../src/features/surveys/ballot.ts'
import type { CatalogueSurvey } from '../../src/features/surveys/schema.ts'
import type { Entries } from './content.ts'

const versionDigits = 12

/** A name for what is asked and of whom; the same wording has the same name everywhere. */
const versionOf = (asked: unknown) => createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, versionDigits)

/** 问卷 and 评选 as the server knows them; a ballot is written out as a section of one question. */
export const surveysOf = ({ surveys, places, replies }: Entries): [string, CatalogueSurvey][] =>
  surveys.map(({ slug, data: { sections, ballot, place, ...data } }) => {
    const where = places.find((one) => one.slug === place)
    if (!where) throw new Error(`the check let an unknown place through: ${place}`)
    const asked = ballot ? [ballotSection(ballot)] : (sections ?? [])
    const reply = replies.find((one) => one.data.survey === slug)
    return [
      slug,
      {
        ...data,
        slug,
        version: versionOf([data.respondents, data.naming, asked, ballot?.booths]),
        place: { slug: where.slug, title: where.data.title, address: where.data.address },
        sections: asked,
        ballot: ballot ?? null,
        reply: reply ? { title: reply.data.title, published_on: reply.data.published_on } : null,
      },
    ]
  })
