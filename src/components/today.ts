import catalogue from 'virtual:mulin/catalogue'
import { buildNow } from '../../build/now.ts'
import { dayOf } from '../kernel/calendar.ts'

/** The day the pages are built for, `YYYY-MM-DD` in the site's time zone. The site is built anew each night. */
export const buildToday = () => dayOf(buildNow(), catalogue.site.time_zone)
