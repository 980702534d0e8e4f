import type { AskedSettings } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useStore } from './context.ts'
import { countOf } from './count-of.ts'
import { Time } from './time.tsx'

/** Milliseconds between two looks while corrections wait, and while one is tried. */
const [LOOK_EVERY, LOOK_SOON] = [5_000, 1_000]

interface CorrectionsProps {
  readonly site: string
  readonly of: AskedSettings['corrections']
}

/** What Akismet is told of its mistakes. It looks by itself how they are doing: what is typed around it stays. */
export function Corrections({ site, of }: CorrectionsProps): JSX.Element {
  const { api, attempt, notices } = useStore()
  const [now, setNow] = useState(of)
  const { waiting, trying, failed } = now

  useEffect(() => {
    if (waiting === 0) return
    const tried = trying > 0 || (failed !== null && failed.due <= Date.now())
    const timer = setTimeout(
      () => void attempt(async () => setNow((await api.asked(site)).corrections)),
      tried ? LOOK_SOON : LOOK_EVERY,
    )
    return () => clearTimeout(timer)
  }, [now, waiting, trying, failed, site, api, attempt])

  return (
    <>
      <p class="hint" role="status">
        Where you decide otherwise than Akismet did, it is told so half a minute later.
        {waiting > 0 && ` ${countOf(waiting, 'correction')} ${waiting === 1 ? 'waits' : 'wait'}.`}
        {trying > 0 && ' It is being told now.'}
        {failed !== null && (
          <span class="wrong">
            {' '}
            It was tried {failed.attempts === 1 ? 'once' : `${failed.attempts} times`} in vain: Akismet {failed.why}. It
            is tried again <Time at={failed.due} />.
          </span>
        )}
      </p>
      {failed !== null && (
        <p class="row">
          <button
            type="button"
            class="button"
            aria-label="Try now: tell Akismet of its mistakes"
            onClick={() =>
              void attempt(async () => {
                setNow((await api.tryCorrections(site)).corrections)
                notices.say('Akismet is being told now.')
              })
            }
          >
            Try now
          </button>
        </p>
      )}
    </>
  )
}
