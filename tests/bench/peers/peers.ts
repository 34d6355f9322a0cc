import { asPage, type Text } from './texts.ts'

/** Another generator with its default theme. Versions are exact, so that a figure can be had again. */
export interface Peer {
  name: string
  /** Its folder among the installed ones. */
  folder: string
  packageJson: Record<string, unknown> & { dependencies: Record<string, string> }
  files(texts: Text[]): Record<string, string>
  command: string[]
  /** Folders of texts, emptied when their number changes. */
  written: string[]
  /** Where the built site lies, and what a new build must not find. */
  output: string
  leftovers: string[]
  path(slug: string): string
}

const title = '梧桐里'

const pages = (texts: Text[], folder: string) => Object.fromEntries(texts.map((text) => [`${folder}/${text.slug}.md`, asPage(text)]))

const starlight: Peer = {
  name: 'Starlight',
  folder: 'starlight',
  packageJson: { private: true, type: 'module', dependencies: { '@astrojs/starlight': '0.42.4', astro: '7.3.5' } },
  files: (texts) => ({
    'astro.config.mjs': `import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
export default defineConfig({
  integrations: [starlight({ title: '${title}', locales: { root: { label: '简体中文', lang: 'zh-CN' } } })],
})
`,
    'src/content.config.ts': `import { docsLoader } from '@astrojs/starlight/loaders'
import { docsSchema } from '@astrojs/starlight/schema'
import { defineCollection } from 'astro:content'
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) }
`,
    'src/content/docs/index.md': `---\ntitle: ${title}\n---\n`,
    ...pages(texts, 'src/content/docs/policies'),
  }),
  command: ['astro', 'build', '--silent'],
  written: ['src/content/docs'],
  output: 'dist',
  leftovers: ['dist', '.astro', 'node_modules/.astro', 'node_modules/.vite'],
  path: (slug) => `/policies/${slug}/`,
}

const vitepress: Peer = {
  name: 'VitePress',
  folder: 'vitepress',
  packageJson: { private: true, type: 'module', dependencies: { vitepress: '1.6.4', vue: '3.5.45' } },
  files: (texts) => ({
    '.vitepress/config.mjs': `export default { title: '${title}', lang: 'zh-CN', ignoreDeadLinks: true }\n`,
    'index.md': `# ${title}\n`,
    ...Object.fromEntries(texts.map(({ slug, title, body }) => [`policies/${slug}.md`, `# ${title}\n\n${body}\n`])),
  }),
  command: ['vitepress', 'build'],
  written: ['policies'],
  output: '.vitepress/dist',
  leftovers: ['.vitepress/dist', '.vitepress/cache', '.vitepress/.temp'],
  path: (slug) => `/policies/${slug}.html`,
}

const docusaurus: Peer = {
  name: 'Docusaurus',
  folder: 'docusaurus',
  packageJson: {
    private: true,
    dependencies: {
      '@docusaurus/core': '3.10.2',
      '@docusaurus/preset-classic': '3.10.2',
      '@mdx-js/react': '3.1.1',
      react: '19.3.1',
      'react-dom': '19.3.1',
    },
  },
  files: (texts) => ({
    'docusaurus.config.js': `module.exports = {
  title: '${title}',
  url: 'http://127.0.0.1',
  baseUrl: '/',
  onBrokenLinks: 'ignore',
  onBrokenAnchors: 'ignore',
  markdown: { format: 'detect', hooks: { onBrokenMarkdownLinks: 'ignore' } },
  i18n: { defaultLocale: 'zh-Hans', locales: ['zh-Hans'] },
  presets: [['classic', { docs: { routeBasePath: '/', path: 'docs' }, blog: false }]],
}
`,
    'docs/index.md': `---\ntitle: ${title}\nslug: /\n---\n\n${title}\n`,
    ...pages(texts, 'docs/policies'),
  }),
  command: ['docusaurus', 'build'],
  written: ['docs'],
  output: 'build',
  leftovers: ['build', '.docusaurus', 'node_modules/.cache'],
  path: (slug) => `/policies/${slug}/`,
}

const hexoNext: Peer = {
  name: 'Hexo NexT',
  folder: 'hexo-next',
  packageJson: {
    private: true,
    hexo: { version: '8.1.2' },
    dependencies: {
      css: '3.0.0',
      hexo: '8.1.2',
      'hexo-generator-archive': '2.0.0',
      'hexo-generator-category': '2.0.0',
      'hexo-generator-index': '4.0.0',
      'hexo-generator-tag': '2.0.0',
      'hexo-renderer-ejs': '2.0.0',
      'hexo-renderer-marked': '7.0.1',
      'hexo-renderer-stylus': '3.0.1',
      'hexo-theme-next': '8.29.0',
    },
  },
  files: (texts) => ({
    '_config.yml': `title: ${title}\nlanguage: zh-CN\nurl: http://127.0.0.1\npermalink: policies/:title/\ntheme: next\n`,
    ...pages(texts, 'source/_posts'),
  }),
  command: ['hexo', 'generate', '--silent'],
  written: ['source'],
  output: 'public',
  leftovers: ['public', 'db.json'],
  path: (slug) => `/policies/${slug}/`,
}

export const peers: Peer[] = [hexoNext, starlight, vitepress, docusaurus]
