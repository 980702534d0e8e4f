import { createServer } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { newFolder, removeFolder, startExample } from './example.ts'

describe('the start command', () => {
  it('writes the opening conversation once, and keeps the data at the second start', async () => {
    const folder = newFolder()
    const first = await startExample({ folder })
    expect(first.output()).toContain('Wrote an opening conversation of 47 comments.')
    expect(await first.stop()).toBe(0)
    const second = await startExample({ folder })
    expect(second.output()).not.toContain('Wrote')
    const answer = await fetch(`${second.url}v1/sites/example/thread?page=/open-weights`)
    expect(await answer.json()).toMatchObject({ thread: { count: 46 } })
    await second.stop()
    removeFolder(folder)
  })

  it('says that a port is taken and takes the next free one', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const example = await startExample({ port })
    expect(example.output()).toContain(`Port ${port} is taken`)
    expect(example.port).toBeGreaterThan(port)
    expect((await fetch(example.url)).status).toBe(200)
    await example.stop()
    other.close()
    removeFolder(example.folder)
  })
})
