import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type System, type Visit, costOf, launch, visit } from './page/measure.ts'
import { start } from './processes.ts'

/**
 * From the navigation to the first comment on the screen, cold, on a slow network and processor; beside a page that
 * somebody wrote by hand for it. `node bench/pages.ts [--runs 7] [--sizes 25,100] [--systems systems.json] [--write]`:
 * the file is a list of further systems, each with `name`, `address` and `comment`, a selector of what is in a drawn
 * comment; `--write` puts the tables into the docs.
 */
const { values: given } = parseArgs({
  options: {
    runs: { type: 'string', default: '7' },
    sizes: { type: 'string', default: '25,100,1000,10000' },
    systems: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const runs = Number(given.runs)
const sizes = given.sizes.split(',').map(Number)

const server = await start('./server-process.ts', ...sizes.map(String))
const browser = await launch()
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
const lines: string[] = []

function say(line: string): void {
  console.log(line)
  lines.push(line)
}

/** Several systems in turns, so that what else the machine does meanwhile is in all of them alike. */
async function measured(systems: readonly System[]): Promise<readonly Visit[]> {
  const visits = systems.map((): Visit[] => [])
  for (let run = 0; run < runs; run++) {
    for (const [index, system] of systems.entries()) visits[index]?.push(await visit(browser, system))
  }
  return visits.map((each) => {
    const of = (key: keyof Visit): number => median(each.map((one) => one[key]))
    return {
      firstComment: of('firstComment'),
      blocking: of('blocking'),
      shift: of('shift'),
      nodes: of('nodes'),
      heap: of('heap'),
      kilobytes: of('kilobytes'),
      requests: of('requests'),
    }
  })
}

function row(name: string, seen: Visit, floor: number): void {
  const { firstComment, blocking, shift, nodes, heap, kilobytes, requests } = seen
  const cells = [
    `${(firstComment / 1_000).toFixed(2)} s`,
    Number.isNaN(floor) ? '' : (firstComment / floor).toFixed(2),
    `${blocking.toFixed(0)} ms`,
    shift.toFixed(3),
    nodes.toLocaleString('en'),
    `${heap.toFixed(1)} MB`,
    `${kilobytes.toFixed(1)} kB`,
    String(requests),
  ]
  say(`| ${name} | ${cells.join(' | ')} |`)
}

const day = new Date().toISOString().slice(0, 10)
say(`Measured on ${day}, ${runs} runs each, medians: ${cpus().length} cores, headless Chromium ${browser.version()}.`)
say('')
say('| | first comment | of the floor | blocking | shift | nodes | heap | bytes before it | requests before it |')
say('| --- | --: | --: | --: | --: | --: | --: | --: | --: |')
for (const size of sizes) {
  const count = size.toLocaleString('en')
  const at = (path: string, name: string, comment: string): System => ({
    name: `${name}, ${count}`,
    address: `${server.address}/${path}/${size}`,
    comment,
  })
  const systems = [
    at('floor', 'floor', '.floor li'),
    at('ours', 'Afterword', '.comment .body'),
    at('preloaded', 'with the preload line', '.comment .body'),
    at('rendered', 'drawn by the server', '.comment .body'),
    at('inlined', 'and its styles with it', '.comment .body'),
  ]
  const seen = await measured(systems)
  const floor = seen[0]?.firstComment ?? Number.NaN
  for (const [index, system] of systems.entries()) {
    const visited = seen[index]
    if (visited !== undefined) row(system.name, visited, floor)
  }
}
if (given.systems !== undefined) {
  const systems = JSON.parse(readFileSync(given.systems, 'utf8')) as readonly System[]
  const seen = await measured(systems)
  for (const [index, system] of systems.entries()) {
    const visited = seen[index]
    if (visited !== undefined) row(system.name, visited, Number.NaN)
  }
}

const costs = { bare: [] as number[], far: [] as number[] }
for (let run = 0; run < runs; run++) {
  costs.bare.push(await costOf(browser, `${server.address}/bare`))
  costs.far.push(await costOf(browser, `${server.address}/far/${sizes[0]}`))
}
const cost = median(costs.far) - median(costs.bare)
say('')
say(
  `A thread that nobody scrolls to costs ${cost.toFixed(1)} ms of the main thread on this processor, unslowed, until the page is at rest.`,
)
await browser.close()
await server.stop()
if (given.write) {
  const folder = new URL('../../../docs/speed/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL('page.md', folder), `${lines.join('\n')}\n`)
}
