import { migrate } from '../functions/db/migrate.ts'
import { openRemote, remoteUrl, stop } from './database.ts'

/** `npm run db:migrate`: brings a remote database (MULIN_DATABASE_URL, MULIN_DATABASE_TOKEN) to this version's shape. */
const client = openRemote(remoteUrl || stop('请先设置 MULIN_DATABASE_URL（数据库网址），再运行 npm run db:migrate。'))
const applied = await migrate(client)
client.close()
console.log(applied.length === 0 ? '数据库已经是最新的。' : `已更新数据库：${applied.join('、')}`)
