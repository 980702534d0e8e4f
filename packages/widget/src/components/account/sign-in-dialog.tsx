import { useSignal } from '@preact/signals'
import type { Way } from '@afterword/storage'
import type { JSX } from 'preact'
import { useEffect, useId, useMemo, useRef } from 'preact/hooks'
import type { AccountWords } from '../../i18n/messages.ts'
import type { IdentityModel } from '../../store/models.ts'
import { wearAccountSheet } from '../../styles/account.ts'
import { useThread, useWriting } from '../context.ts'
import { createSignIn } from './sign-in.ts'

export interface SignInDialogProps {
  readonly identity: IdentityModel
  readonly ways: readonly Way[]
  readonly words: AccountWords
  readonly onClose: () => void
}

/** Lists the ways in, opens the window of one, and waits for it. What was written stays where it is. */
export function SignInDialog({ identity, ways, words, onClose }: SignInDialogProps): JSX.Element {
  const { store, locale } = useThread()
  const { view, words: all } = useWriting()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const main = useRef<HTMLDivElement>(null)
  const code = useSignal('')
  const back = useRef<HTMLElement | null>(null)

  const signIn = useMemo(
    () =>
      createSignIn(identity.client, locale, () => {
        const name = identity.who.peek()?.author.name ?? ''
        store.tell({ type: 'said', words: words.signedIn({ name }) })
        dialog.current?.close()
        // The button that led here is there no more: on to the words.
        back.current?.focus({ preventScroll: true })
      }),
    [],
  )

  useEffect(() => {
    back.current = writingPlace(dialog.current)
    wearAccountSheet(dialog.current)
    dialog.current?.showModal()
    void signIn.begin()
    return signIn.end
  }, [])
  const step = signIn.step.value
  // What comes next is where the focus is, also when what was pressed is gone.
  useEffect(() => {
    if (step.at !== 'preparing') main.current?.querySelector<HTMLElement>('button, a, input')?.focus()
  }, [step.at])
  // In another tab, or in another thread of the page.
  const isIn = identity.who.value !== null
  useEffect(() => {
    if (isIn) dialog.current?.close()
  }, [isIn])

  const trouble = signIn.trouble.value
  return (
    <dialog ref={dialog} class="dialog" part="dialog" aria-labelledby={`${id}-title`} onClose={onClose}>
      <div class="report">
        <h3 id={`${id}-title`} class="dialog-title">
          {words.signIn}
        </h3>
        <div ref={main} class="ways" aria-busy={step.at === 'preparing'}>
          {step.at === 'failed' && (
            <>
              <p role="alert">{step.error.code === 'not-found' ? words.over : view.problemIn(all, step.error)}</p>
              <button type="button" part="button" class="button primary" onClick={() => void signIn.begin()}>
                {all.retry}
              </button>
            </>
          )}
          {(step.at === 'choosing' || step.at === 'preparing') && (
            <>
              {ways.map((way) => (
                <button
                  key={way.id}
                  type="button"
                  part="button way"
                  class="button"
                  aria-disabled={step.at === 'preparing'}
                  onClick={() => signIn.open(way.id)}
                >
                  {way.kind === 'email' ? words.continueByEmail : words.continueWith({ name: way.name })}
                </button>
              ))}
              <button
                type="button"
                part="action"
                class="action"
                aria-disabled={step.at === 'preparing'}
                onClick={() => signIn.open('staff')}
              >
                {words.moderate}
              </button>
            </>
          )}
          {step.at === 'waiting' && (
            <>
              <p role="status">{step.blocked ? words.blocked : signIn.severed.value ? words.severed : words.opened}</p>
              {(step.blocked || signIn.severed.value) && (
                <a part="button" class="button" href={step.address} target="_blank" rel="opener">
                  {words.openWindow}
                </a>
              )}
              {signIn.needsCode.value && (
                <form
                  class="code-form"
                  onSubmit={(event) => {
                    event.preventDefault()
                    void signIn.type(code.value)
                  }}
                >
                  <label class="label" for={`${id}-code`}>
                    {words.code}
                  </label>
                  <span class="name-field">
                    <input
                      id={`${id}-code`}
                      class="field"
                      part="input"
                      dir="ltr"
                      inputMode="numeric"
                      autocomplete="one-time-code"
                      maxLength={9}
                      value={code}
                      aria-invalid={trouble?.field === 'code'}
                      aria-describedby={`${id}-trouble`}
                      onInput={(event) => (code.value = event.currentTarget.value)}
                    />
                    <button type="submit" part="button submit" class="button primary">
                      {words.useCode}
                    </button>
                  </span>
                </form>
              )}
            </>
          )}
        </div>
        <p id={`${id}-trouble`} class="problem" role="status">
          {trouble !== null && (trouble.field === 'code' ? words.wrongCode : view.problemIn(all, trouble))}
        </p>
        <div class="buttons">
          {step.at === 'waiting' && (
            <button type="button" part="button" class="button quiet" onClick={signIn.back}>
              {words.otherWay}
            </button>
          )}
          <button type="button" part="button" class="button quiet" onClick={() => dialog.current?.close()}>
            {all.cancel}
          </button>
        </div>
      </div>
    </dialog>
  )
}

/** Where the reader was writing, or was about to. */
function writingPlace(dialog: HTMLElement | null): HTMLElement | null {
  const root = dialog?.getRootNode()
  if (!(root instanceof ShadowRoot)) return null
  const composer = root.activeElement?.closest('.composer') ?? root.querySelector('.composer')
  return composer?.querySelector('textarea') ?? null
}
