import { join } from 'node:path'
import { defineConfig } from 'vitepress'
import { decisions } from './decisions.ts'

const ROOT = join(import.meta.dirname, '../..')

export default defineConfig({
  title: 'Afterword',
  description: 'A conversation for any article, on a server of your own',
  lang: 'en',
  cleanUrls: true,
  srcExclude: ['reference/**', 'speed/**', 'test/**'],
  rewrites: { 'decisions/README.md': 'decisions/index.md', 'made/:page.md': 'reference/:page.md' },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'afterword-comments' } } },
  vite: {
    // The packages' own settings name a target that this esbuild does not know.
    esbuild: { target: 'es2022', tsconfigRaw: { compilerOptions: { target: 'es2022' } } },
    resolve: {
      alias: {
        // The element as it is published: its sources are built by their own configuration.
        'afterword/define': join(ROOT, 'packages/widget/dist/define.js'),
      },
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start here', link: '/start' },
      { text: 'Reference', link: '/reference/element' },
      { text: 'Decisions', link: '/decisions/' },
    ],
    sidebar: [
      {
        text: 'A site owner',
        items: [
          { text: 'Start here', link: '/start' },
          { text: 'The script tag', link: '/script-tag' },
          { text: 'Looks', link: '/looks' },
          { text: 'Passages', link: '/passages' },
          { text: 'Readable before scripts', link: '/before-scripts' },
          { text: 'Moderation', link: '/moderation' },
          { text: 'Who is speaking', link: '/identity' },
        ],
      },
      {
        text: 'A developer',
        items: [
          { text: 'npm and frameworks', link: '/npm' },
          { text: 'An adapter of your own', link: '/adapters' },
          { text: 'The element', link: '/reference/element' },
          { text: 'HTTP API', link: '/reference/http-api' },
        ],
      },
      {
        text: 'An operator',
        items: [
          { text: 'A server of your own', link: '/server' },
          { text: 'Settings', link: '/reference/settings' },
          { text: 'Backups', link: '/backups' },
        ],
      },
      {
        text: 'Good to know',
        items: [
          { text: 'Security and privacy', link: '/security' },
          { text: 'Accessibility', link: '/accessibility' },
          { text: 'Speed', link: '/speed' },
          { text: 'Compared with others', link: '/comparison' },
        ],
      },
      { text: 'Decisions', collapsed: true, items: [{ text: 'All of them', link: '/decisions/' }, ...decisions()] },
    ],
  },
})
