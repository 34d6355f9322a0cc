import { spokenAlphabet } from '../../src/kernel/spoken-code.ts'

const sign = `[${spokenAlphabet}]`
const lengths = [3, 4, 5]

/** A code as it is kept or as it is read out, signups' of 6 signs, slips' of 8 and cards' of 10; bare numbers are none. */
const spokenCode = new RegExp(
  `(?<![\\w-])(?=[\\d-]*[A-Z])(?:${lengths.map((half) => `${sign}{${half}}-?${sign}{${half}}`).join('|')})(?![\\w-])`,
)

const mobileNumber = /(?<![\d.])1[3-9]\d{9}(?!\d)/

/** The log is written in English; every name, door and sentence about a person is not. */
const chinese = /\p{Script=Han}/u

export const isPersonal = (line: string) => [chinese, mobileNumber, spokenCode].some((pattern) => pattern.test(line))

/** Throws with every line that says who somebody is or how to get in as them. */
export const assertNothingPersonal = (lines: string[]) => {
  const personal = lines.filter(isPersonal)
  if (personal.length > 0) throw new Error(`the log holds personal data:\n${personal.join('\n')}`)
}

/** What the Node host says when it starts. */
const greeting = /^(?:\S+ 已启动| {2}长辈版)：http:\/\/localhost:\d+\/(?:\?elder=1)?$/

/** The names of settings as the edge's development server lists them; they have capitals, too. */
const setting = /^env\.[A-Z_]+ /

/** The one line that tells a code on purpose, to whoever runs the site and asked for it. */
const consoleMessage = /^短信没有真的发出（MULIN_SMS=console）：\d{3}\*+\d{4} 的验证码是 \d{6}$/

/** Everything a host has written, but for its greeting, its settings and, where codes go to the console, those. */
export const linesToKeepQuiet = (written: string, codesToConsole: boolean) =>
  written.split('\n').filter((line) => !greeting.test(line) && !setting.test(line) && !(codesToConsole && consoleMessage.test(line)))
