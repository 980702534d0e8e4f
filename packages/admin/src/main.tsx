import { render } from 'preact'
import { createApi } from './api.ts'
import { App } from './components/app.tsx'
import { createStore } from './store/create-store.ts'
import './styles/index.css'

const root = document.getElementById('app')
if (root !== null) render(<App store={createStore(createApi())} />, root)
