import { parseMarkdown, toHtml } from '../src/index.ts'
import { hostileBodies } from '../test/hostile.ts'

/** Prints the ten bodies of 10,000 characters that took longest to parse and write, in milliseconds (best of five). */
const bodies = hostileBodies().filter(
  ({ mustNot, body }) => mustNot === 'hang' && body.isWellFormed() && !body.includes('\0'),
)
if (bodies.length === 0) {
  console.log('The hostile inputs are not beside this checkout: nothing to measure.')
}
const rows = bodies.map(({ id, body }) => ({
  id,
  characters: body.length,
  ms: best(() => toHtml(parseMarkdown(body))),
}))
console.table(rows.toSorted((a, b) => b.ms - a.ms).slice(0, 10))

function best(run: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return Math.round(Math.min(...times) * 10) / 10
}
