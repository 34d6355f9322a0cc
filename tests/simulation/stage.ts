import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../functions/db/migrate.ts'
import type { Catalogue } from '../../src/catalogue.ts'
import { openSite, openTestFile, type TestSite } from '../support/site.ts'
import { type Wire, wireTo } from './wire.ts'

/** The whole app on a real embedded file, with a wire in between on which things go wrong. */
export interface Stage {
  site: TestSite
  /** The database itself, for whoever looks at what is in it. */
  real: Wire['client']
  wire: Wire
  /** The app anew, with nothing remembered, on the same database. */
  restarted(): Promise<TestSite>
  close(): void
}

let template = ''

/** A file that is up to date, copied from the first one, because thousands are opened. */
const openFile = async (folder: string) => {
  if (!template) {
    const first = mkdtempSync(join(tmpdir(), 'mulin-template-'))
    process.once('exit', () => rmSync(first, { recursive: true, force: true }))
    const client = await openTestFile(first)
    await migrate(client)
    await client.execute(`VACUUM INTO '${join(first, 'template.db')}'`)
    client.close()
    template = join(first, 'template.db')
  }
  if (existsSync(template)) copyFileSync(template, join(folder, 'test.db'))
  return openTestFile(folder)
}

export const openStage = async (catalogue: Catalogue): Promise<Stage> => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-stage-'))
  const real = await openFile(folder)
  const wire = wireTo(real)
  const site = await openSite(catalogue, wire.client)
  const others: TestSite[] = []
  return {
    site,
    real,
    wire,
    restarted: async () => {
      const other = await openSite(catalogue, wire.client)
      Object.assign(other.state, site.state)
      others.push(other)
      return other
    },
    close: () => {
      for (const one of [site, ...others]) one.close()
      rmSync(folder, { recursive: true })
    },
  }
}
