/** @jsxImportSource react -- within this workspace, whose other JSX is Preact's; a project of yours says it once */
import 'afterword/define'
import 'afterword/react'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'

const notes = {
  '/tea': { title: 'On tea', words: 'Water that has boiled twice has had all its ideas.' },
  '/rain': { title: 'On rain', words: 'It is only weather until somebody has to walk home in it.' },
} as const

type Path = keyof typeof notes

function Notes() {
  const [path, setPath] = useState<Path>('/tea')
  const [count, setCount] = useState(0)
  const { title, words } = notes[path]
  return (
    <>
      <nav>
        {(Object.keys(notes) as Path[]).map((other) => (
          <button key={other} type="button" aria-pressed={other === path} onClick={() => setPath(other)}>
            {notes[other].title}
          </button>
        ))}
      </nav>
      <article>
        <h1>{title}</h1>
        <p>{words}</p>
        <p className="count">{count === 1 ? '1 comment' : `${count} comments`}</p>
      </article>
      {/* Without a server the comments stay in this browser. With one: server="https://comments.example.org" */}
      <afterword-comments
        page={path}
        onafterword-ready={(event) => setCount(event.detail.count)}
        onafterword-comment={() => setCount((before) => before + 1)}
      />
    </>
  )
}

const root = document.querySelector('#root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Notes />
    </StrictMode>,
  )
}
