import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { problemDetails } from '../../kernel/problem-details.ts'
import { residentSignupInput, signupChange, signupInput, signupKey } from './schema.ts'
import { availability, signupView } from './views.ts'

const json = (schema: z.ZodType) => ({ 'application/json': { schema } })
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemDetails } } })

const view = { description: '这个报名现在的样子', content: json(signupView) }
const common = {
  400: problem('body_unreadable'),
  413: problem('body_too_large'),
  415: problem('content_type_unsupported'),
  422: problem('input_invalid, party_too_large'),
  429: problem('too_many_signups, too_many_guesses'),
  503: problem('database_unavailable'),
}

const slug = z.string().meta({ description: '活动文件名', examples: ['tai-chi'] })
const occurrence = z.string().meta({ description: '场次，原定的日期', examples: ['2026-12-01'] })

/** The signup acts as OpenAPI paths, from the schemas that parse them. */
export const signupPaths: ZodOpenApiPathsObject = {
  '/api/activities/{slug}/signups': {
    post: {
      operationId: 'takePlaces',
      summary: '报名',
      description:
        '一行人作为一个整体：一起报上，或一起候补。同一个 request_key 重发得到同一个回答。登录的居民写 for（替谁报），不写称呼和电话。',
      requestParams: { path: z.object({ slug }) },
      requestBody: { required: true, content: json(z.union([signupInput, residentSignupInput])) },
      responses: {
        201: view,
        ...common,
        401: problem('signin_needed'),
        403: problem('origin_foreign, signin_needed_for_activity, resident_not_represented'),
        404: problem('activity_unknown, occurrence_unknown'),
        409: problem(
          'signup_not_needed, activity_cancelled, occurrence_cancelled, occurrence_changed, signup_not_open, signup_closed, occurrence_started, already_signed_up, places_taken, notice_changed, request_key_reused',
        ),
      },
    },
  },
  '/api/activities/{slug}/occurrences/{occurrence}/availability': {
    get: {
      operationId: 'readAvailability',
      summary: '余位',
      requestParams: { path: z.object({ slug, occurrence }) },
      responses: {
        200: { description: '现在还剩多少', content: json(availability) },
        404: problem('activity_unknown, occurrence_unknown'),
        409: problem('signup_not_needed, activity_cancelled, occurrence_cancelled'),
        503: problem('database_unavailable'),
      },
    },
  },
  '/api/signup-lookups': {
    post: {
      operationId: 'lookUpSignup',
      summary: '查报名',
      requestBody: { required: true, content: json(signupKey) },
      responses: { 200: view, ...common, 404: problem('signup_not_found') },
    },
  },
  '/api/signup-changes': {
    post: {
      operationId: 'changeParty',
      summary: '改人数',
      requestBody: { required: true, content: json(signupChange) },
      responses: {
        200: view,
        ...common,
        404: problem('signup_not_found'),
        409: problem('change_does_not_fit, signup_cancelled, occurrence_started'),
      },
    },
  },
  '/api/signup-cancellations': {
    post: {
      operationId: 'cancelSignup',
      summary: '取消报名',
      requestBody: { required: true, content: json(signupKey) },
      responses: { 200: view, ...common, 404: problem('signup_not_found'), 409: problem('occurrence_started') },
    },
  },
}
