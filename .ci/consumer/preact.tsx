import 'afterword/define'
import 'afterword/preact'
import type { JSX } from 'preact'

export const thread: JSX.Element = (
  <afterword-comments
    server="https://comments.example.org"
    page="/a"
    page-size={10}
    class="comments"
    onafterword-ready={(event) => console.log(event.detail.count)}
  />
)
// @ts-expect-error a page has a name
export const wrong: JSX.Element = <afterword-comments page={42} />
