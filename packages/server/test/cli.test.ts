import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run as runHere } from '../src/cli/run.ts'
import { folders } from './folder.ts'
import { afterword } from './program.ts'
import type { Ended } from './program.ts'

const folder = folders()

/** A process of its own, as an operator starts it. */
function runIn(data: string): (...args: string[]) => Promise<Ended> {
  return (...args) => afterword(args, { AFTERWORD_DATA: data }).ended
}

/** Within this process, for what needs none of its own: starting one takes a hundred times longer. */
async function called(data: string, args: readonly string[]): Promise<Ended> {
  const said = { out: '', error: '' }
  const code = await runHere(args, {
    environment: { AFTERWORD_DATA: data },
    out: (line) => void (said.out += `${line}\n`),
    error: (line) => void (said.error += `${line}\n`),
    stopped: () => Promise.resolve(),
  })
  return { code, ...said }
}

describe('the command line', { timeout: 30_000 }, () => {
  it('explains itself, and says its version', async () => {
    const run = runIn(folder())
    for (const args of [[], ['--help'], ['site', '--help']]) {
      const help = await run(...args)
      expect(help.code).toBe(0)
      for (const command of ['serve', 'site add', 'site list', 'migrate', 'seed']) expect(help.out).toContain(command)
    }
    const version = await run('--version')
    expect(version).toMatchObject({ code: 0, error: '' })
    expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('adds sites, changes their origins and lists them', async () => {
    const data = folder()
    const site = (...args: string[]) => called(data, ['site', ...args])
    expect((await site('list')).out).toContain('There is no site yet')
    expect((await site('add', 'blog', '--origin', 'https://blog.example/')).code).toBe(0)
    await site('add', 'blog', '--origin', 'https://blog.example', '--origin', 'http://localhost:3000')
    expect((await site('list')).out).toBe('blog\thttps://blog.example http://localhost:3000\tedits: 15 min\n')
  })

  it('sets for how long comments can be edited, and keeps it when the origins change', async () => {
    const data = folder()
    const add = (...more: string[]) =>
      called(data, ['site', 'add', 'blog', '--origin', 'https://blog.example', ...more])
    const listed = async () => (await called(data, ['site', 'list'])).out
    await add('--edit-window', '60')
    expect(await listed()).toContain('edits: 60 min')
    await add()
    expect(await listed()).toContain('edits: 60 min')
    await add('--edit-window', 'forever')
    expect(await listed()).toContain('edits: forever')
    await add('--edit-window', '0')
    expect(await listed()).toContain('edits: never')
  })

  it('says when the database is up to date already', async () => {
    const run = runIn(folder())
    expect(await run('migrate')).toMatchObject({ code: 0, out: expect.stringContaining('0001') })
    expect(await run('migrate')).toMatchObject({ code: 0, out: 'The database is up to date.\n' })
  })

  it('writes an opening conversation once', async () => {
    const data = folder()
    const run = runIn(data)
    const file = join(data, 'conversation.json')
    const comments = [{ name: 'Amara', text: 'A *good* read.', ago: 90 }]
    writeFileSync(file, JSON.stringify({ page: '/open-weights', comments }))
    expect(await run('seed', file, '--site', 'blog')).toMatchObject({ code: 1, error: expect.stringContaining('blog') })
    await run('site', 'add', 'blog', '--origin', 'https://blog.example')
    expect((await run('seed', file, '--site', 'blog')).out).toBe('Wrote 1 comments.\n')
    expect((await run('seed', file, '--site', 'blog')).out).toContain('already')
  })

  it('names the file and the place when a conversation is not as it must be', async () => {
    const data = folder()
    const file = join(data, 'conversation.json')
    writeFileSync(file, JSON.stringify({ page: '/', comments: [{ name: 'Amara', text: 'Hello', ago: -1 }] }))
    const { code, error } = await called(data, ['seed', file, '--site', 'blog'])
    expect(code).toBe(2)
    expect(error).toContain(file)
    expect(error).toContain('comments.0.ago')
    expect((await called(data, ['seed', join(data, 'nowhere.json'), '--site', 'blog'])).code).toBe(2)
  })

  const WRONG: readonly (readonly string[])[] = [
    ['constructor'],
    ['serve', '--port', '80'],
    ['site'],
    ['site', 'add'],
    ['site', 'add', 'blog'],
    ['site', 'add', 'a/b', '--origin', 'https://blog.example'],
    ['site', 'add', 'blog', '--origin', 'blog.example'],
    ['site', 'add', 'blog', '--origin', 'https://blog.example/path'],
    ['site', 'add', 'blog', '--origin', 'https://blog.example', '--edit-window', 'soon'],
    ['site', 'add', 'blog', '--origin', 'https://blog.example', '--edit-window', '-5'],
    ['site', 'list', 'blog'],
    ['migrate', 'down'],
    ['seed'],
  ]
  for (const args of WRONG) {
    it(`refuses “afterword ${args.join(' ')}” in one line, with the code 2`, async () => {
      const { code, out, error } = await called(folder(), args)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(error).toMatch(/^[^\n]+\n$/)
    })
  }

  it('stops the start when a setting is wrong', async () => {
    const { code, error } = await afterword(['serve'], { PORT: 'http', AFTERWORD_DATA: folder() }).ended
    expect(code).toBe(2)
    expect(error).toMatch(/^PORT cannot be "http"\. .*PORT=4400\n$/)
  })

  it('stops the start when the widget is not where the settings say', async () => {
    const empty = folder()
    const { code, error } = await afterword(['serve'], { AFTERWORD_WIDGET: empty, AFTERWORD_DATA: empty }).ended
    expect(code).toBe(2)
    expect(error).toMatch(/^AFTERWORD_WIDGET cannot be .*\n$/)
  })

  it('says that the port is taken, and names another', async () => {
    const data = folder()
    const first = afterword(['serve'], { PORT: '0', AFTERWORD_DATA: data })
    const [, port = ''] = await first.says(/listens on http:\/\/127\.0\.0\.1:(\d+)/)
    const { code, error } = await afterword(['serve'], { PORT: port, AFTERWORD_DATA: data }).ended
    expect(code).toBe(1)
    expect(error).toMatch(/^PORT: it is taken .*PORT=\d+\n$/)
    first.signal('SIGTERM')
    expect((await first.ended).code).toBe(0)
  })

  it('says that no Postgres answers', async () => {
    const { code, error } = await afterword(['migrate'], { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' }).ended
    expect(code).toBe(1)
    expect(error).toMatch(/^DATABASE_URL: .*\n$/)
    expect(error).not.toContain('secret')
  })
})
