import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Store } from '../store/create-store.ts'

export const StoreContext = createContext<Store | null>(null)

export function useStore(): Store {
  const store = useContext(StoreContext)
  if (store === null) throw new Error('There is no store around this component.')
  return store
}
