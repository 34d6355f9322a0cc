import type { AstroIntegration } from 'astro'

/** Shows the API as a page while developing; the built site has only the document. */
export const apiPage = (): AstroIntegration => ({
  name: 'mulin-api-page',
  hooks: {
    'astro:config:setup': ({ command, injectRoute }) => {
      if (command === 'dev') injectRoute({ pattern: '/api', entrypoint: './src/development/ApiPage.astro', prerender: false })
    },
  },
})
