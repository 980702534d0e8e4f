import type { MailNote, MailReport } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { useStore } from './context.ts'
import { Loading } from './loading.tsx'
import { Time } from './time.tsx'
import { useLoaded } from './use-loaded.ts'

/** Milliseconds between two looks while mails wait. */
const LOOK_EVERY = 5_000

interface Shown {
  readonly report: MailReport
  /** Whether readers can sign in by e-mail. */
  readonly email: boolean
}

/** Whether readers sign in by e-mail, and which mails could not be sent. */
export function Mails({ site }: { readonly site: string }): JSX.Element {
  const { api, attempt, notices } = useStore()
  const loaded = useLoaded<Shown>(async () => {
    const [report, { email }] = await Promise.all([api.mails(site), api.identity(site)])
    return { report, email }
  })
  const { value, set } = loaded
  const waits = value?.report.mails.some(({ due }) => due !== null) ?? false

  useEffect(() => {
    if (!waits || value === undefined) return
    const timer = setTimeout(
      () => void attempt(async () => set({ ...value, report: await api.mails(site) })),
      LOOK_EVERY,
    )
    return () => clearTimeout(timer)
  }, [waits, value, site, api, attempt, set])

  if (value === undefined) return <Loading of={loaded} />
  const { report, email } = value
  return (
    <section class="card" aria-labelledby="mails">
      <h2 id="mails">E-mail</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={email}
          disabled={!report.sends && !email}
          onChange={({ currentTarget: box }) => {
            void attempt(async () => {
              const saved = await api.saveIdentity(site, { email: box.checked })
              set({ report, email: saved.email })
              notices.say(saved.email ? 'Readers can sign in by e-mail.' : 'Nobody signs in by e-mail any more.')
            }).then((went) => {
              if (!went) box.checked = email
            })
          }}
        />{' '}
        Readers can sign in by e-mail: they get a code, and choose a name
      </label>
      {!report.sends && (
        <p class="hint">
          This server sends no mail yet. Whoever runs it sets <code>AFTERWORD_SMTP_URL</code> and{' '}
          <code>AFTERWORD_MAIL_FROM</code>, and starts it again.
        </p>
      )}
      {report.sends && report.mails.length === 0 && <p class="hint">No mail waits: all were sent.</p>}
      {report.mails.length > 0 && (
        <ul class="rows">
          {report.mails.map((mail) => (
            <Mail key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      {waits && (
        <p class="row">
          <button
            type="button"
            class="button"
            disabled={!report.sends}
            onClick={() =>
              void attempt(async () => {
                set({ email, report: await api.tryMails(site) })
                notices.say('They are being tried now.')
              })
            }
          >
            Try now
          </button>
        </p>
      )}
    </section>
  )
}

function Mail({ mail: { host, at, due, attempts, why } }: { readonly mail: MailNote }): JSX.Element {
  return (
    <li>
      <span class="grow">
        {due === null ? 'Given up' : attempts === 0 ? 'On its way' : 'Waiting'}: a sign-in by somebody at{' '}
        <bdi class="name">{host}</bdi>
        {why !== '' && <>. {why}.</>}
      </span>
      <span>{attempts === 1 ? 'tried once' : `tried ${attempts} times`}</span>
      <Time at={at} />
    </li>
  )
}
