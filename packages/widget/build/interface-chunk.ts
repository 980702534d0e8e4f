import type { Plugin } from 'vite'

/**
 * The script and the interface are built apart, so that the script holds what it uses itself and nothing else, and no
 * chunk imports the script: it may have any name. This puts the address of the one into the other.
 *
 * @param from the environment that the interface is built in, before
 * @param into the environment that the script is built in
 */
export function interfaceChunk(from: string, into: string): Plugin {
  let address: string | undefined
  return {
    name: 'interface-chunk',
    enforce: 'pre',
    sharedDuringBuild: true,
    resolveId(source) {
      if (this.environment.name !== into || !source.endsWith('/interface.ts')) return undefined
      if (address === undefined) throw new Error(`The interface has to be built first, in ${from}.`)
      return { id: address, external: true }
    },
    generateBundle(_options, bundle) {
      if (this.environment.name !== from) return
      // Of a module that is put into a group, an empty file remains that imports the group: nobody needs it.
      delete bundle['shell.js']
      address = `./${Object.keys(bundle).find((name) => /^chunks\/interface-[^/]*\.js$/.test(name))}`
    },
  }
}
