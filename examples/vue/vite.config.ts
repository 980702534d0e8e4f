import { defineConfig } from 'vite'

export default defineConfig({
  server: { host: '127.0.0.1' },
  // Templates are strings here, to keep the example small: this Vue compiles them in the browser.
  resolve: { alias: { vue: 'vue/dist/vue.esm-bundler.js' } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
})
