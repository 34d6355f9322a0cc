import type { Policy } from '../../content-schemas/policy.ts'
import { fitSheet, givenOutBy, type Sheet } from '../../kernel/paper.ts'
import { sheetWords, standingSentence } from './paper-copy.ts'
import { validityOn } from './validity.ts'

export interface SheetFacts {
  policy: Policy
  place: { title: string; address: string }
  /** `YYYY-MM-DD`. */
  today: string
  url: string
  /** Who hands it out. */
  from: { name: string; phone: string }
}

/** A policy on one large-type sheet of paper: the answer and the service card, with its source and the day it was true. */
export const policySheet = ({ policy, place, today, url, from }: SheetFacts): Sheet => {
  const { service } = policy
  return fitSheet({
    title: policy.title,
    standing: standingSentence(policy, validityOn(policy, today)),
    answer: policy.short_answer,
    phone: service.phone,
    rows: [
      { label: sheetWords.conditions, texts: service.conditions },
      { label: sheetWords.materials, texts: service.materials },
      { label: sheetWords.time, texts: [service.time] },
      { label: sheetWords.cost, texts: [service.cost] },
      { label: sheetWords.place, texts: [`${place.title}，${place.address}`] },
      { label: sheetWords.proxy, texts: [service.proxy], spare: true },
      { label: sheetWords.offline, texts: [service.offline_route] },
    ],
    foot: [
      sheetWords.web(url),
      `${sheetWords.number(policy.document_number)}${policy.expires_on ? `，${sheetWords.validUntil(policy.expires_on)}` : ''}`,
      sheetWords.dated(givenOutBy(from, service.phone), today, policy.review.last_reviewed),
    ],
  })
}
