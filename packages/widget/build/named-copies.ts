import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/**
 * Gives a script a second name with its hash in it, under which it never changes: `afterword-1a2b3c4d5e.js`
 * (decision 0266).
 *
 * @param environments those that build such scripts
 */
export function namedCopies(...environments: readonly string[]): Plugin {
  return {
    name: 'named-copies',
    sharedDuringBuild: true,
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        if (!environments.includes(this.environment.name)) return
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk' || !file.isEntry) continue
          const hash = createHash('sha256').update(file.code).digest('base64url').slice(0, 10)
          const fileName = file.fileName.replace(/\.js$/, `-${hash}.js`)
          this.emitFile({ type: 'asset', fileName, source: file.code })
        }
      },
    },
  }
}
