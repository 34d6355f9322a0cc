import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../support/root.ts'

const policiesFolder = 'content/policies'

/** Below the repository, so that both find its packages; `dist` is ignored by Git and every tool. */
const workspace = (name: string) => join(repositoryRoot, 'dist/bench', name)

/** As many policies as asked for, by file name: the sample community's, then copies of them with numbers in their titles. */
const policies = (count: number) => {
  const names = readdirSync(join(repositoryRoot, policiesFolder)).filter((name) => name.endsWith('.md'))
  const texts = names.map((name) => readFileSync(join(repositoryRoot, policiesFolder, name), 'utf8'))
  return Array.from({ length: count }, (_, number): [string, string] => {
    const [name = '', text = ''] = [names[number % names.length], texts[number % names.length]]
    const turn = Math.floor(number / names.length)
    if (turn === 0) return [name, text]
    return [name.replace(/\.md$/, `-${turn}.md`), text.replace(/^title: (.{1,24}).*$/m, `title: $1 ${turn}`)]
  })
}

const write = (root: string, files: Record<string, string>) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

const inFolder = (policies: Record<string, string>) =>
  Object.fromEntries(Object.entries(policies).map(([name, text]) => [`${policiesFolder}/${name}`, text]))

/** This very site with these policies, by file name. Returns its folder. */
export const mulinOf = (policies: Record<string, string>, name: string) => {
  const root = workspace(name)
  rmSync(root, { recursive: true, force: true })
  for (const part of ['src', 'functions', 'build', 'public', 'content', 'astro.config.ts', 'package.json', 'tsconfig.json'])
    if (existsSync(join(repositoryRoot, part))) cpSync(join(repositoryRoot, part), join(root, part), { recursive: true })
  rmSync(join(root, policiesFolder), { recursive: true })
  write(root, inFolder(policies))
  return root
}

/** This very site with so many policies. */
export const mulinWith = (count: number) => mulinOf(Object.fromEntries(policies(count)), `mulin-${count}`)

const bareConfig = `import { defineConfig } from 'astro/config'
export default defineConfig({ devToolbar: { enabled: false }, markdown: { syntaxHighlight: false } })
`

const bareCollection = `import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
export const collections = { policies: defineCollection({ loader: glob({ pattern: '*.md', base: './${policiesFolder}' }) }) }
`

const bareLayout = `---
const { title } = Astro.props
---
<!doctype html>
<html lang="zh-CN">
  <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>{title}</title></head>
  <body><h1>{title}</h1><slot /></body>
</html>
`

const barePage = `---
import { getCollection, render } from 'astro:content'
import Layout from '../../layouts/Layout.astro'
export const getStaticPaths = async () =>
  (await getCollection('policies')).map((policy) => ({ params: { slug: policy.id }, props: { policy } }))
const { policy } = Astro.props
const { Content } = await render(policy)
---
<Layout title={policy.data.title}><Content /></Layout>
`

/** A bare Astro project of these files: one page each, one minimal layout, nothing else. Returns its folder. */
export const bareAstroOf = (policies: Record<string, string>, name: string) => {
  const root = workspace(name)
  rmSync(root, { recursive: true, force: true })
  write(root, {
    'package.json': '{ "type": "module" }\n',
    'astro.config.mjs': bareConfig,
    'src/content.config.ts': bareCollection,
    'src/layouts/Layout.astro': bareLayout,
    'src/pages/policies/[slug].astro': barePage,
    ...inFolder(policies),
  })
  return root
}

/** A bare Astro project of so many of the same files. */
export const bareAstroWith = (count: number) => bareAstroOf(Object.fromEntries(policies(count)), `bare-${count}`)

/** Forgets what a build left behind, so that the next one starts cold. */
export const sweep = (root: string) => {
  for (const left of ['dist', '.astro', 'node_modules']) rmSync(join(root, left), { recursive: true, force: true })
}

export const removeWorkspaces = () => rmSync(workspace(''), { recursive: true, force: true })
