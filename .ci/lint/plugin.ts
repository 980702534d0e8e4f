import { dirname, join, relative, sep } from 'node:path'
import { mayImportLibrary, roomOf } from './rooms.ts'

/** The little of ESLint's types that this rule uses. */
interface Source {
  readonly value: unknown
}
interface Node {
  readonly source?: Source | null
}
interface Context {
  readonly cwd: string
  readonly filename: string
  report(report: { readonly node: unknown; readonly message: string }): void
}

/** Holds the rooms of `rooms.ts`: each import leads to where the importing room may go. */
const rooms = {
  create(context: Context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/')
    const room = roomOf(file)
    if (/(^|\/)(test|bench)\//.test(file)) return {}
    if (room === undefined) {
      // Nothing holds the imports of a file without a room, so there is none.
      const homeless = /^packages\/[^/]+\/src\//.test(file)
      const message = `${file} has no room, so nothing says what it may import. Give it one in .ci/lint/rooms.ts.`
      return { Program: (node: Node) => (homeless ? context.report({ node, message }) : undefined) }
    }

    function check(node: Node): void {
      const specifier = node.source?.value
      if (typeof specifier !== 'string' || room === undefined) return
      const problem = specifier.startsWith('.') ? pathProblem(specifier) : libraryProblem(specifier)
      if (problem !== undefined) context.report({ node, message: problem })
    }

    function pathProblem(specifier: string): string | undefined {
      const target = join(dirname(file), specifier.replace(/\?.*$/, '')).split(sep).join('/')
      const to = roomOf(target)
      if (to === room || (to !== undefined && room?.may.includes(to.name))) return undefined
      return `The room "${room?.name}" may not import ${target} (room "${to?.name ?? 'none'}"). See .ci/lint/rooms.ts.`
    }

    function libraryProblem(specifier: string): string | undefined {
      if (room === undefined || mayImportLibrary(room, specifier)) return undefined
      return `The room "${room.name}" may not import ${specifier}. See .ci/lint/rooms.ts.`
    }

    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    }
  },
}

export default { meta: { name: 'afterword' }, rules: { rooms } }
