import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { drawDay } from './day-sheet.server.ts'
import { cancelFromForm, correctFromForm, drawCode, drawRedemption, findFromForm, handOutFromForm } from './desk-forms.server.ts'
import { drawStock, stockFromForm } from './desk-stock.server.ts'
import { openTable, tableFromForm } from './desk-table.server.ts'

/** 核销, 当面兑换, 当天发放单 and 兑换物 at the desk. Post, then 303 to what came of it; a refusal draws the same page again. */
export const rewardDesk = new Hono<AppEnv>({ strict: false })
  .get('/desk/redemptions', (c) => drawCode(c))
  .post('/desk/redemptions', findFromForm)
  .get('/desk/redemptions/day', drawDay)
  .get('/desk/redemptions/table', openTable)
  .post('/desk/redemptions/table', tableFromForm)
  .get('/desk/redemptions/:redemption', (c) => drawRedemption(c))
  .post('/desk/redemptions/:redemption', handOutFromForm)
  .post('/desk/redemptions/:redemption/cancellation', cancelFromForm)
  .post('/desk/redemptions/:redemption/correction', correctFromForm)
  .get('/desk/stock', (c) => drawStock(c))
  .post('/desk/stock', stockFromForm)
