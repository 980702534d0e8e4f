import { SETTINGS } from '@afterword/server'
import { table } from './cells.ts'

/** Every variable that the server looks at, as the server itself describes it. */
export function settingsPage(): string {
  const rows = Object.entries(SETTINGS).map(([name, { fallback, about, example }]) => [
    `\`${name}\``,
    fallback === null ? '' : `\`${fallback === false ? '0' : fallback}\``,
    about,
    `\`${name}=${example}\``,
  ])
  return `# Settings of the server

From the environment, read once at the start. A wrong one stops the start with a line that names it and a good value.
This table is made from the code that reads them.

${table(['variable', 'when left out', 'what it is', 'for example'], rows)}
`
}
