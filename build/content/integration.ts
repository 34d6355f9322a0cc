import { fileURLToPath } from 'node:url'
import type { AstroIntegration, AstroIntegrationLogger } from 'astro'
import { collectionSchemas } from '../../src/content-schemas/index.ts'
import { buildNow } from '../now.ts'
import { catalogueOf } from './catalogue.ts'
import { checkContent } from './check.ts'
import type { Content } from './content.ts'
import { handedOver, handOver } from './handover.ts'
import { loaderName } from './loader.ts'
import { readContentFiles } from './read.ts'

type DevServer = Parameters<NonNullable<AstroIntegration['hooks']['astro:server:setup']>>[0]['server']

/** A page that has just connected draws no overlay until its client is ready. */
const overlayDelayMs = 200

const catalogueId = 'virtual:mulin/catalogue'
const resolvedId = `\0${catalogueId}`

/**
 * Checks content/ before anything is built and gives it to the collections and, as the catalogue, to the server. A build with
 * a problem stops with its sentences; while editing they are shown in the terminal and over the page, and everything that is
 * sound stays on show.
 */
export const mulinContent = (): AstroIntegration => {
  let root = ''
  let problems: string[] = []

  const check = () => {
    const checked = checkContent(readContentFiles(root))
    problems = checked.problems
    handOver(checked.content ?? handedOver() ?? null, collectionSchemas)
  }

  return {
    name: loaderName,
    hooks: {
      'astro:config:setup': ({ command, config, updateConfig, logger }) => {
        if (command === 'preview') return
        root = fileURLToPath(config.root)
        check()
        if (problems.length > 0 && command === 'build') throw new ContentProblems(problems)
        reportProblems(logger, problems)
        updateConfig({ vite: { plugins: [catalogueModule(() => problems)] } })
      },
      'astro:server:setup': ({ server, refreshContent, logger }) => {
        const folder = `${root.replace(/\/$/, '')}/content/`
        const look = afterPause(async () => {
          check()
          reportProblems(logger, problems)
          await refreshContent?.({ loaders: [loaderName] })
          reloadCatalogue(server)
        }, logger)
        server.watcher.add(folder)
        server.watcher.on('all', (_event, path) => {
          if (path.startsWith(folder)) look()
        })
        server.ws.on('connection', () => {
          if (problems.length > 0) setTimeout(() => showProblems(server, problems), overlayDelayMs)
        })
      },
    },
  }
}

/** Stops the build. It has no stack, because what is wrong is in the content, not in the program. */
class ContentProblems extends Error {
  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ContentProblems'
    this.stack = ''
  }
}

/** Made once for all bundles of a build. */
const catalogueModule = (problems: () => string[]) => {
  let made: { content: Content; code: string } | undefined
  return {
    name: 'mulin-catalogue',
    resolveId: (source: string) => (source === catalogueId ? resolvedId : null),
    load: (id: string) => {
      if (id !== resolvedId) return null
      const content = handedOver()
      if (!content) throw new ContentProblems(problems())
      if (made?.content !== content) made = { content, code: catalogueCode(content) }
      return made.code
    },
  }
}

const catalogueCode = (content: Content) => `export default JSON.parse(${JSON.stringify(JSON.stringify(catalogueOf(content, buildNow())))})`

const reportProblems = (logger: AstroIntegrationLogger, problems: string[]) => {
  for (const problem of problems) logger.error(problem)
}

const showProblems = (server: DevServer, problems: string[]) =>
  server.ws.send({ type: 'error', err: { name: `内容有 ${problems.length} 处要改`, message: problems.join('\n'), stack: '' } })

/**
 * The server's copies of the catalogue, and of what was made with it, are made anew, and open pages load again. To have the server
 * load all its programs again would leave Astro without what it keeps in its own, and no page would be drawn any more.
 */
const reloadCatalogue = (server: DevServer) => {
  for (const environment of Object.values(server.environments)) {
    const module = environment.moduleGraph.getModuleById(resolvedId)
    if (module) environment.moduleGraph.invalidateModule(module)
    if ('runner' in environment) forget((environment as Running).runner.evaluatedModules, resolvedId)
  }
  server.environments.client.hot.send({ type: 'full-reload' })
}

/** The programs an environment of Vite has run, by id. */
interface Ran {
  getModuleById(id: string): { importers: Set<string> } | undefined
  invalidateModule(node: { importers: Set<string> }): void
}
type Running = DevServer['environments'][string] & { runner: { evaluatedModules: Ran } }

/** Whatever took something from a program runs again with it. */
const forget = (ran: Ran, id: string, seen = new Set<string>()) => {
  const program = ran.getModuleById(id)
  if (!program || seen.has(id)) return
  seen.add(id)
  for (const importer of program.importers) forget(ran, importer, seen)
  ran.invalidateModule(program)
}

/**
 * One look for a burst of changes, as a save of several files or a checkout makes them. What is away in the middle of one is told, and the
 * server goes on.
 */
const afterPause = (act: () => Promise<void>, logger: AstroIntegrationLogger) => {
  let timer: NodeJS.Timeout | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => act().catch((error: Error) => logger.error(`内容没有读成：${error.message}。改好并保存以后会再读一次。`)), 100)
  }
}
