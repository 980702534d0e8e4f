import 'afterword/define'
import 'afterword/solid'
import { memoryAdapter } from '@afterword/storage/memory'
import type { JSX } from 'solid-js'

export const thread: JSX.Element = (
  <afterword-comments
    page="/a"
    class="comments"
    prop:adapter={memoryAdapter()}
    on:afterword-ready={(event) => console.log(event.detail.count)}
  />
)
// @ts-expect-error a page has a name
export const wrong: JSX.Element = <afterword-comments page={42} />
