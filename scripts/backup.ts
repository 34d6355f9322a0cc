import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { nameOfNow } from '../functions/adapters/node-backups.ts'
import { backupFolder, CannotStart, ownFile } from '../functions/adapters/node-host.ts'
import { secretIsKept } from '../functions/adapters/node-secret.ts'
import { BrokenBackup, checkBackup } from '../functions/backup/files.ts'
import { backUpFile, backUpServer } from '../functions/backup/make.ts'
import { type WishAnswer, wishForBackup } from '../functions/backup/wish.ts'
import { dataFolder, keyIdHere, momentHere, openRemote, remoteUrl, stop } from './database.ts'

/**
 * `npm run backup`: a backup of the site's database, also while the site runs, which then makes it itself; or of
 * MULIN_DATABASE_URL. With --check=FILE it looks whether a backup is whole; with --secret-kept the site no longer reminds that
 * its secret needs a copy.
 */
const { check, 'secret-kept': kept } = parseArgs({ options: { check: { type: 'string' }, 'secret-kept': { type: 'boolean' } } }).values

const noSecret = remoteUrl
  ? '请先设置 MULIN_SECRET，要和网站用的是同一个，再运行 npm run backup。'
  : `${dataFolder} 里没有密钥，也没有设置 MULIN_SECRET。请先把网站的密钥放回 ${join(dataFolder, 'secret')}。`

const failed = (code: string) =>
  /ENOSPC|SQLITE_FULL|SQLITE_IOERR/.test(code)
    ? '磁盘满了，这次没有备份成。请腾出地方再试；以前的备份都还在。'
    : `没有备份成（${code || '原因见日志'}）。请再试一次；以前的备份都还在。`

/** The site takes its own backup; whoever holds the lock otherwise does not answer. */
const byTheSite = async () => {
  const answer: WishAnswer | null = await wishForBackup(dataFolder)
  if (!answer) return stop(`数据库正被别的程序用着，网站也没有回应。请看看网站是不是还开着，停掉别的程序，再运行 npm run backup。`)
  return 'path' in answer ? answer.path : stop(failed(answer.code))
}

const byOurselves = async () => {
  if (!existsSync(join(dataFolder, 'mulin.db')))
    return stop(`${dataFolder} 里没有数据库。请在网站的文件夹里运行，或用 MULIN_DATA_DIR 写明在哪里。`)
  try {
    const client = await ownFile(dataFolder)
    return await backUpFile(client, backupFolder, nameOfNow(), { now: Date.now(), key_id: await keyIdHere(noSecret) })
  } catch (error) {
    if (error instanceof CannotStart) return byTheSite()
    return stop(failed((error as { code?: string }).code ?? ''))
  }
}

const ofServer = async (url: string) => {
  const mark = { now: Date.now(), key_id: await keyIdHere(noSecret) }
  try {
    return await backUpServer(openRemote(url), backupFolder, nameOfNow(), mark)
  } catch (error) {
    return stop(failed((error as { code?: string }).code ?? ''))
  }
}

const told = async (path: string) => {
  try {
    const { heading, tables } = await checkBackup(path)
    const rows = Object.values(tables).reduce((sum, one) => sum + one.rows, 0)
    return `${path}：${momentHere(heading.created_at)} 的备份，完好，共 ${rows} 行，密钥编号 ${heading.key_id}。`
  } catch (error) {
    return stop(error instanceof BrokenBackup ? `${path} 不是完好的备份，请换一份。` : `打不开 ${path}，请检查文件名。`)
  }
}

if (kept) {
  secretIsKept(dataFolder, await keyIdHere(noSecret))
  console.log('记下了：密钥已经另存。')
} else if (check) console.log(await told(check))
else {
  const path = remoteUrl ? await ofServer(remoteUrl) : await byOurselves()
  console.log(await told(path))
  console.log('请把它拷到另一台机器或移动硬盘上。恢复时还要用网站的密钥，密钥不在备份里，请另外存好。')
}
process.exit()
