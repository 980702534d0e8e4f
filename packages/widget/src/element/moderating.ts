import { effect, signal } from '@preact/signals'
import { view } from '../components/moderating/view.ts'
import type { ModeratingCode } from '../components/context.ts'
import { loadModeratingWords } from '../i18n/moderating/words.ts'
import type { Store } from '../store/models.ts'
import { moderatingSheet } from '../styles/moderating.ts'
import type { FollowedWording } from './wording.ts'

/** All that a moderator needs in a thread, once it is known that one is looking. */
export async function moderatingIn(
  root: ShadowRoot,
  store: Store,
  { wording }: FollowedWording,
  ending: AbortSignal,
): Promise<ModeratingCode> {
  let spoken = wording.peek().locale
  const words = signal(await loadModeratingWords(spoken))
  const model = await (await store.writing.load()).moderating.load()
  const stop = effect(() => {
    const { locale } = wording.value
    if (locale === spoken) return
    spoken = locale
    void loadModeratingWords(locale).then((loaded) => {
      if (locale === spoken) words.value = loaded
    })
  })
  ending.addEventListener('abort', stop)
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, moderatingSheet()])]
  return { view, store: model, words }
}
