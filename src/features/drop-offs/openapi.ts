import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { problemDetails } from '../../kernel/problem-details.ts'
import { deviceDropOff, deviceReceipt } from './device-schema.ts'

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemDetails } } })

const described = (description: string, example: string) => z.string().meta({ description, examples: [example] })

/** What devices report, as OpenAPI paths. */
export const dropOffPaths: ZodOpenApiPathsObject = {
  '/api/devices/{device}/drop-offs': {
    post: {
      operationId: 'reportDropOff',
      summary: '称重设备记分',
      description: [
        '每台设备有自己的密钥，由管理员在工作台建好时给出一次。',
        '签名是 HMAC-SHA-256（RFC 2104），密钥按 base64url 解开成 32 个字节。',
        '签的内容是五行，用换行隔开，末尾不换行：POST、路径、Mulin-Timestamp、Mulin-Message、请求体的 SHA-256（十六进制小写）。',
        '时间和网站相差不能超过五分钟。同一个 Mulin-Message 重发（重新签名）只记一笔，得到同一个回答。',
      ].join(''),
      requestParams: {
        path: z.object({ device: described('设备编号', '0197f0a0-0000-7000-8000-000000000001') }),
        header: z.object({
          'mulin-timestamp': described('1970 年以来的秒数', '1795395600'),
          'mulin-message': described('这条消息的 UUID，设备自己定', '0197f0a0-0000-7000-8000-000000000002'),
          'mulin-signature': described('签名，十六进制小写', '5d41…'),
        }),
      },
      requestBody: { required: true, content: { 'application/json': { schema: deviceDropOff } } },
      responses: {
        201: { description: '记好了，或等确认', content: { 'application/json': { schema: deviceReceipt } } },
        400: problem('body_unreadable'),
        401: problem('signature_wrong, message_stale'),
        404: problem('household_unknown'),
        409: problem(
          'material_not_here, rate_missing, nothing_earned, day_cap_reached, month_cap_reached, inspector_cap_reached, points_request_reused, points_act_overtaken',
        ),
        413: problem('body_too_large'),
        422: problem('points_input_invalid, material_unknown, station_unknown'),
        503: problem('database_unavailable'),
      },
    },
  },
}
