import { mount } from 'afterword'
import 'afterword/define'
import { memoryAdapter } from '@afterword/storage/memory'

const thread = mount('#comments', { server: 'https://comments.example.org', page: '/a', pageSize: 10 })
thread.addEventListener('afterword-ready', (event) => {
  const count: number = event.detail.count
  document.title = String(count)
})
thread.messages = { heading: 'Letters', count: { one: '{count} letter', other: '{count} letters' } }

const element = document.querySelector('afterword-comments')
if (element !== null) element.adapter = memoryAdapter()
// @ts-expect-error there is no such order
if (element !== null) element.order = 'best'
