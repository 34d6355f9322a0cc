import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { exportSheet, openSheets, sendTemplate, takeSheet } from './forms.server.ts'

/** 导入导出. */
export const sheetsDesk = new Hono<AppEnv>({ strict: false })
  .get('/desk/sheets', openSheets)
  .post('/desk/sheets', takeSheet)
  .get('/desk/sheets/template', sendTemplate)
  .post('/desk/sheets/export', exportSheet)
