import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme'
import Playground from './playground.vue'
import SnippetMaker from './snippet-maker.vue'

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('Playground', Playground)
    app.component('SnippetMaker', SnippetMaker)
  },
} satisfies Theme
