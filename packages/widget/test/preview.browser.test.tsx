import { parseMarkdown } from '@afterword/markdown'
import { memoryAdapter } from '@afterword/storage/memory'
import { outbox } from '@afterword/storage/outbox'
import { signal } from '@preact/signals'
import { cleanup, configure, fireEvent, render, waitFor } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { App } from '../src/components/app.tsx'
import { createWords } from '../src/i18n/create-words.ts'
import { english } from '../src/i18n/english.ts'
import { englishWriting } from '../src/i18n/english-writing.ts'
import { createStore } from '../src/store/create-store.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import { styleSheets } from '../src/styles/index.ts'
import { sourceOf, writingOf } from './reader.ts'
import { PATIENT } from './patience.ts'

configure({ asyncUtilTimeout: PATIENT.timeout })

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

const SOURCES = [
  'Plain words, and a line\nthat ends.',
  '**bold** _italic_ ~~gone~~ `code` [a link](https://example.org/a?b=c) https://example.org',
  '> quoted\n> twice\n\nand answered',
  '1. one\n2. two\n   - nested\n\n```js\nconst a = "<b>"\n```',
  '# A heading\n\n---\n\n<script>alert(1)</script> &amp; &lt;',
  'مرحبا **بالجميع**\n\n- אחת\n- שתיים',
  '[shown as another](https://evil.example/ "title") <javascript:alert(1)> ![img](https://x.example/y.png)',
]

describe('the preview', () => {
  it.each(SOURCES)('of %j is what stands there when it is posted, to the letter', async (source) => {
    const host = document.createElement('div')
    document.body.append(host)
    const root = host.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [...styleSheets()]
    const container = document.createElement('div')
    root.append(container)
    const box = outbox(memoryAdapter({ parse: parseMarkdown }))
    const store = createStore({ source: sourceOf(box), page: '/article', drafts: memoryDraftStore() })
    const words = createWords('en', [{ ...english, ...englishWriting }])
    const props = {
      store,
      words,
      allWords: signal(words),
      writing: writingOf(store),
      locale: 'en',
      dir: 'ltr',
    } as const
    render(<App {...props} ownStorage={false} permalink={(id) => `#comment-${id}`} />, { container })
    const find = (selector: string): Promise<Element> =>
      waitFor(() => {
        const element = root.querySelector(selector)
        if (element === null) throw new Error(`${selector} is not there.`)
        return element
      })

    const preview = await find('.tool:last-child')
    fireEvent.input(await find('textarea'), { target: { value: source } })
    fireEvent.input(await find('input'), { target: { value: 'Ada' } })
    fireEvent.click(preview)
    await waitFor(() => expect(root.querySelector('.preview')?.textContent).not.toBe('Loading…'))
    const seen = (await find('.preview')).cloneNode(true).childNodes
    const drawn = document.createElement('div')
    drawn.append(...seen)
    fireEvent.click(preview)
    fireEvent.submit(await find('form'))
    await find('.comment.sent .reply')
    const posted = document.createElement('div')
    posted.append(...(await find('.comment .body')).cloneNode(true).childNodes)
    expect(drawn.childNodes.length).toBeGreaterThan(0)
    expect(posted.isEqualNode(drawn), `${posted.innerHTML}\n${drawn.innerHTML}`).toBe(true)
    store.dispose()
    await box.close()
  })
})
