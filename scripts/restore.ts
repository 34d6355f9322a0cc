import { join } from 'node:path'
import { CannotStart, ownFile } from '../functions/adapters/node-host.ts'
import { BrokenBackup } from '../functions/backup/files.ts'
import { NotRestored, type Restored, type RestoreRefusal, restore } from '../functions/backup/restore.ts'
import { dataFolder, keyIdHere, momentHere, openRemote, remoteUrl, stop } from './database.ts'

/** `npm run restore -- FILE`: a backup put into an empty database: the site's own file, or MULIN_DATABASE_URL. */
const [path = stop('请写明用哪一份备份，例如 npm run restore -- data/backups/daily-2026-11-24.ndjson.gz')] = process.argv.slice(2)

const where = remoteUrl ? 'MULIN_DATABASE_URL 的数据库' : join(dataFolder, 'mulin.db')

const refusals: Record<RestoreRefusal, string> = {
  not_empty: remoteUrl
    ? `${where}里已经有数据，没有恢复，原来的数据没有动。请新建一个空数据库，把 MULIN_DATABASE_URL 改成它的网址，再试一次。`
    : `${where} 里已经有数据，没有恢复，原来的数据没有动。请停掉网站，把 mulin.db 和名字以它开头的文件移到别处，再试一次。`,
  other_secret: `这份备份是用另一个密钥封存的，没有恢复。请把当时的密钥${remoteUrl ? '设成 MULIN_SECRET' : `放回 ${join(dataFolder, 'secret')}`}，再试一次。`,
  newer_version: '这份备份来自更新的版本，没有恢复。请先把网站程序更新到那个版本，再试一次。',
  differs: '恢复出来的数据和备份对不上，所以没有保存，数据库还是空的。请换一份备份再试，并把这件事告诉维护网站的人。',
}

const sentenceOf = (error: unknown): string => {
  if (error instanceof NotRestored) return refusals[error.why]
  if (error instanceof BrokenBackup) return `${path} 不是完好的备份，没有恢复。请换一份再试。`
  if (error instanceof CannotStart) return '网站正在运行，数据库归它用着。请先停掉网站，运行 npm run restore，再启动网站。'
  const { code = '', message } = error as Error & { code?: string }
  if (['ENOENT', 'EACCES', 'EISDIR'].includes(code)) return `打不开 ${path}，请检查文件名。`
  return `没有恢复成，数据库还是空的：${code} ${message}`
}

const told = ({ heading, tables, recount }: Restored) => {
  const rows = Object.values(tables).reduce((sum, one) => sum + one.rows, 0)
  console.log(`已经恢复 ${momentHere(heading.created_at)} 的备份到 ${where}：${rows} 行，和备份逐行核对过。`)
  if (recount.accounts + recount.pools === 0) return console.log('积分账和名额都重新算过，全部对得上。现在可以启动网站。')
  return console.warn(
    `备份里的账原来就对不上：${recount.accounts} 个积分账户、${recount.pools} 个场次的名额。网站可以启动，请把这件事告诉维护网站的人。`,
  )
}

const key_id = await keyIdHere(
  remoteUrl
    ? '请先设置 MULIN_SECRET，要用备份时网站的那一个，再运行 npm run restore。'
    : `恢复要用备份时网站的密钥。请先把它放进 ${join(dataFolder, 'secret')}，或设置 MULIN_SECRET，再运行 npm run restore。`,
)
try {
  const client = remoteUrl ? openRemote(remoteUrl) : await ownFile(dataFolder)
  told(await restore(client, path, key_id).finally(() => client.close()))
} catch (error) {
  stop(sentenceOf(error))
}
process.exit()
