declare module 'virtual:mulin/catalogue' {
  const catalogue: import('./catalogue.ts').Catalogue
  export default catalogue
}

declare module 'virtual:mulin/host' {
  export const host: import('../functions/host.ts').Host
}

declare module 'cloudflare:workers' {
  export const waitUntil: (work: Promise<unknown>) => void
  export const env: { ASSETS: { fetch: (request: Request) => Promise<Response> } }
}

/** One line of all pairs, `個 个|門 门|臺 台 …`. */
declare module 'opencc-js/dict/TSCharacters' {
  const characters: string
  export default characters
}

declare namespace App {
  interface Locals {
    /** What the handler loaded for the on-request page of this address. */
    page?:
      | import('./features/signups/page.ts').SignupsPage
      | import('./features/checkers/page.ts').CheckersPage
      | import('./features/signup-desk/page.ts').RosterPages
      | import('./features/signin/page.ts').SigninPages
      | import('./features/second-factor/page.ts').SecondFactorPages
      | import('./features/mine/page.ts').MinePage
      | import('./features/mine/page.ts').DeskDeletionPage
      | import('./features/desk/page.ts').StaffPage
      | import('./features/members/page.ts').MembersPage
      | import('./features/member-sheets/page.ts').SheetsPage
      | import('./features/search/page.ts').SearchPages
      | import('./features/feedback/page.ts').FeedbackPages
      | import('./features/points/page.ts').PointsPages
      | import('./features/drop-offs/page.ts').DropOffPages
      | import('./features/policies/page.ts').ReviewsPage
      | import('./features/rewards/page.ts').RewardsPages
      | import('./features/surveys/page.ts').SurveyPages
      | import('./features/survey-results/page.ts').ResultPages
      | import('./features/survey-results/page.ts').DeskResultPages
      | import('./features/survey-desk/page.ts').SurveyDeskPages
    /** Set when the answer is a refusal that no page of its own can draw. */
    outage?: import('./kernel/problem.ts').Problem
    status?: number
    /** The moment of the request, epoch milliseconds. */
    now: number
  }
}
