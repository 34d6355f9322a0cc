import { freshKey } from '../signups.ts'
import { printedCode } from '../surveys/codes.ts'
import type { Requests } from './granted-requests.ts'

const answers = { version: 'aaaaaaaaaaaa', lives: 'alone', 'wants.meals': 'on' }

export const surveyDeskRequests: Requests = {
  'POST /desk/surveys/:slug/answer': ({ world }) => ({
    fields: { act: 'hand_in', household: world.home.household, request_key: freshKey(), ...answers },
  }),
  'POST /desk/surveys/:slug/codes': ({ world }) => ({ fields: { act: 'slip', household: world.home.household, request_key: freshKey() } }),
  'POST /desk/surveys/:slug/paper': async ({ site, world }) => ({
    fields: { act: 'enter', turn: '1', paper: await printedCode(site, 'needs', world.home.household), ...answers },
  }),
}
