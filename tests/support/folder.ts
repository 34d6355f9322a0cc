import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestFile } from './site.ts'

/** An empty embedded file in a folder of its own, gone when it is closed. */
export const openTestFolder = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-'))
  const client = await openTestFile(folder)
  const close = () => {
    client.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { client, close }
}
