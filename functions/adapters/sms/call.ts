import type { z } from 'zod'
import { SmsNotSent } from '../../../src/kernel/sms.ts'

/** What a vendor gives as its code for a refusal. Four digits in a row might be somebody's, so they are not passed on. */
const vendorCode = /^(?!.*\d{4})[A-Za-z][\w.-]{0,99}$/

/** Rejects with the vendor's code, or with ours when it is none. */
export const refusedBy = (code: string | undefined) => new SmsNotSent(code && vendorCode.test(code) ? code : 'unreadable_answer')

/** The reason is dropped on purpose: a network error may quote the address, and the address may hold the phone number. */
const post = async (fetchInTime: typeof fetch, url: string, headers: Record<string, string>, body: string) => {
  try {
    const response = await fetchInTime(url, { method: 'POST', headers, redirect: 'manual', ...(body && { body }) })
    return await response.text()
  } catch (error) {
    throw new SmsNotSent(error instanceof Error && error.name === 'TimeoutError' ? 'timed_out' : 'not_reached')
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new SmsNotSent('unreadable_answer')
  }
}

/**
 * Posts once and answers what the vendor said. Rejects with SmsNotSent when it cannot be reached, does not answer in the
 * time `fetchInTime` allows, or answers anything but the JSON it documents. A redirection is not followed.
 */
export const askVendor = async <Answer extends z.ZodType>(
  fetchInTime: typeof fetch,
  url: string,
  { headers, body, answer }: { headers: Record<string, string>; body: string; answer: Answer },
): Promise<z.infer<Answer>> => {
  const said = answer.safeParse(parsed(await post(fetchInTime, url, headers, body)))
  if (!said.success) throw new SmsNotSent('unreadable_answer')
  return said.data
}
