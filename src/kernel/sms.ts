/** Sends text messages. Implemented for each vendor, and for the console, in functions/adapters/sms/. */
export interface SmsSender {
  /**
   * Sends the sign-in code to a phone number as normalizePhone gives it. Rejects with SmsNotSent when the vendor did not
   * take it, or did not say in time that it did. Tries once: a second message would cost money and confuse its reader.
   */
  sendCode(phone: string, code: string): Promise<void>
  /**
   * Tells a number that it is no longer the one a resident is registered with. Rejects as `sendCode` does. Missing where the vendor has no
   * template for it.
   */
  sendNotice?(phone: string): Promise<void>
}

/**
 * The message was not taken. `code` is the vendor's own, such as `isv.BUSINESS_LIMIT_CONTROL`, or one of ours:
 * `not_a_mobile`, `not_reached`, `timed_out` (it may still arrive), `unreadable_answer`. Neither the phone number nor the
 * sign-in code is in it, so that it may be logged.
 */
export class SmsNotSent extends Error {
  override name = 'SmsNotSent'
  readonly code: string

  constructor(code: string) {
    super(`the SMS was not sent: ${code}`)
    this.code = code
  }
}

/** Whether a phone number as normalizePhone gives it can receive text messages: a landline cannot. */
export const canReceiveSms = (phone: string) => /^1[3-9]\d{9}$/.test(phone)
