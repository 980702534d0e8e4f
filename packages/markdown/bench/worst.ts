import { hostToShow } from '../src/address.ts'
import { parseMarkdown, toHtml } from '../src/index.ts'
import { hostileBodies } from '../test/hostile.ts'

/**
 * The words of a link are looked at by every reader: sixteen times as long, they take about sixteen times as long,
 * however they are made. 256 would be once for each of their characters.
 */
const ratios = ['a', 'a.', 'aa.1', '-', 'a-.'].map((part) => {
  const took = (length: number): number =>
    best(() => hostToShow('https://example.org/', part.repeat(Math.ceil(length / part.length)).slice(0, length)))
  took(64_000)
  return { 'link words of': part, '64,000 over 4,000': Math.round(took(64_000) / took(4_000)) }
})
console.table(ratios)

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
  ms: Math.round(best(() => toHtml(parseMarkdown(body))) * 10) / 10,
}))
console.table(rows.toSorted((a, b) => b.ms - a.ms).slice(0, 10))

function best(run: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return Math.min(...times)
}
