import { readFileSync } from 'node:fs'
import { type System, type Visit, launch, visit } from './page/measure.ts'
import { start } from './processes.ts'

/**
 * From the navigation to the first comment on the screen, cold, on a slow network and processor; beside a page that
 * somebody wrote by hand for it. `node bench/pages.ts [runs] [sizes] [systems.json]`: the file is a list of further
 * systems, each with `name`, `address` and `comment`, a selector of what is in a drawn comment.
 */
const runs = Number(process.argv[2] ?? 7)
const sizes = (process.argv[3] ?? '25,100,1000,10000').split(',').map(Number)
const [, , , , described] = process.argv

const server = await start('./server-process.ts', ...sizes.map(String))
const browser = await launch()
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

async function measured(system: System): Promise<Visit> {
  const visits: Visit[] = []
  for (let run = 0; run < runs; run++) visits.push(await visit(browser, system))
  const of = (key: keyof Visit): number => median(visits.map((each) => each[key]))
  return {
    firstComment: of('firstComment'),
    blocking: of('blocking'),
    shift: of('shift'),
    nodes: of('nodes'),
    heap: of('heap'),
    kilobytes: of('kilobytes'),
    requests: of('requests'),
  }
}

console.log('| | first comment | of the floor | blocking | shift | nodes | heap | before it | requests |')
console.log('| --- | --: | --: | --: | --: | --: | --: | --: | --: |')

function print(name: string, seen: Visit, floor: number): void {
  const { firstComment, blocking, shift, nodes, heap, kilobytes, requests } = seen
  const cells = [
    `${(firstComment / 1_000).toFixed(2)} s`,
    (firstComment / floor).toFixed(2),
    `${blocking.toFixed(0)} ms`,
    shift.toFixed(3),
    String(nodes),
    `${heap.toFixed(1)} MB`,
    `${kilobytes.toFixed(1)} kB`,
    String(requests),
  ]
  console.log(`| ${name} | ${cells.join(' | ')} |`)
}

for (const size of sizes) {
  const at = (path: string, name: string, comment: string): System => ({
    name: `${name}, ${size.toLocaleString('en')}`,
    address: `${server.address}/${path}/${size}`,
    comment,
  })
  const floor = await measured(at('floor', 'floor', '.floor li'))
  print(`floor, ${size.toLocaleString('en')}`, floor, floor.firstComment)
  for (const system of [
    at('ours', 'Afterword', '.comment .body'),
    at('preloaded', 'with the preload line', '.comment .body'),
  ]) {
    print(system.name, await measured(system), floor.firstComment)
  }
}
if (described !== undefined) {
  const systems = JSON.parse(readFileSync(described, 'utf8')) as readonly System[]
  for (const system of systems) print(system.name, await measured(system), Number.NaN)
}
await browser.close()
await server.stop()
