import { checkerForms } from '../src/features/checkers/forms.server.ts'
import { deskForms } from '../src/features/desk/forms.server.ts'
import { dropOffsDesk } from '../src/features/drop-offs/desk.server.ts'
import { devicesApi } from '../src/features/drop-offs/device-api.server.ts'
import { feedbackForms } from '../src/features/feedback/forms.server.ts'
import { sheetsDesk } from '../src/features/member-sheets/desk.server.ts'
import { householdDesk } from '../src/features/members/desk.server.ts'
import { deskDeletion } from '../src/features/mine/desk-deletion.server.ts'
import { mineForms } from '../src/features/mine/forms.server.ts'
import { ownPoints, pointsDesk } from '../src/features/points/desk.server.ts'
import { reviewPages } from '../src/features/policies/reviews.server.ts'
import { accountForms } from '../src/features/rewards/account-forms.server.ts'
import { rewardDesk } from '../src/features/rewards/desk.server.ts'
import { rewardForms } from '../src/features/rewards/resident-forms.server.ts'
import { searchForms } from '../src/features/search/forms.server.ts'
import { secondFactorForms } from '../src/features/second-factor/forms.server.ts'
import { signinForms } from '../src/features/signin/forms.server.ts'
import { rosterDesk } from '../src/features/signup-desk/desk.server.ts'
import { signupsApi } from '../src/features/signups/api.server.ts'
import { signupForms } from '../src/features/signups/forms.server.ts'
import { surveyDesk } from '../src/features/survey-desk/desk.server.ts'
import { surveyResults, surveyResultsApi } from '../src/features/survey-results/forms.server.ts'
import { surveysApi } from '../src/features/surveys/api.server.ts'
import { surveyForms } from '../src/features/surveys/forms.server.ts'

/** What programs ask below `/api/`. */
export const apis = [signupsApi, devicesApi, surveysApi, surveyResultsApi]

/** What people are shown and send, in the order in which a request is tried. */
export const pagesOfFeatures = [
  signupForms,
  checkerForms,
  rosterDesk,
  householdDesk,
  sheetsDesk,
  deskForms,
  mineForms,
  deskDeletion,
  pointsDesk,
  dropOffsDesk,
  ownPoints,
  rewardForms,
  rewardDesk,
  accountForms,
  signinForms,
  secondFactorForms,
  searchForms,
  surveyForms,
  surveyResults,
  surveyDesk,
  reviewPages,
  feedbackForms,
]
