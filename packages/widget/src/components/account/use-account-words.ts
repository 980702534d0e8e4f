import { useEffect, useState } from 'preact/hooks'
import type { AccountMessages, AccountWords } from '../../i18n/messages.ts'
import { englishAccount } from '../../i18n/account/english-account.ts'
import { loadAccount } from '../../i18n/account/load-account.ts'
import { createWords } from '../../i18n/create-words.ts'
import { chooseLocale } from '../../i18n/locales.ts'
import { useThread, useWriting } from '../context.ts'

/** Messages that were fetched, by the name of their language. */
const fetched = new Map<string, AccountMessages>()

/** The words around accounts, the owner's own or in the language that the rest is said in; `null` until they are here. English where they do not come. */
export function useAccountWords(): AccountWords | null {
  const { locale } = useThread()
  const { account: own = {} } = useWriting().words
  const name = chooseLocale([locale]).words
  const [, setCame] = useState('')
  const messages = name === 'en' ? englishAccount : fetched.get(name)

  useEffect(() => {
    if (messages !== undefined) return undefined
    let current = true
    loadAccount(name)
      .catch(() => undefined)
      .then((came) => {
        fetched.set(name, came ?? englishAccount)
        if (current) setCame(name)
      })
    return () => {
      current = false
    }
  }, [name, messages])

  if (messages === undefined) return null
  return createWords<AccountWords>(locale, [own, messages, englishAccount])
}
