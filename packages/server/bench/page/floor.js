// What somebody would write by hand: fetch the thread, print names and texts, no library.
const script = document.querySelector('script[data-thread]')
const list = document.createElement('ol')
list.className = 'floor'

/** The words of a content tree, without their form. */
function wordsOf(nodes) {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node
      if (node.type === 'br') return '\n'
      return node.text ?? wordsOf(node.children ?? [])
    })
    .join('')
}

function draw(comment) {
  const item = document.createElement('li')
  item.style.marginInlineStart = `${Math.min(comment.depth, 4) * 1.5}em`
  const name = document.createElement('strong')
  name.textContent = comment.author?.name ?? ''
  const time = document.createElement('time')
  time.textContent = ` ${new Date(comment.createdAt).toLocaleDateString()}`
  item.append(name, time)
  for (const block of comment.body?.content ?? []) {
    const paragraph = document.createElement('p')
    paragraph.textContent = wordsOf([block])
    item.append(paragraph)
  }
  return item
}

try {
  const answer = await fetch(script.dataset.thread)
  const thread = await answer.json()
  list.append(...thread.comments.map(draw))
} catch {
  list.textContent = 'The comments could not be loaded.'
}
script.after(list)
