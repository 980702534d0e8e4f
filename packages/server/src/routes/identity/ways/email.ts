import { StorageError, isStorageError } from '@afterword/storage'
import { identityPaths } from '@afterword/storage/identity'
import type { Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppDeps } from '../../../deps.ts'
import { statusOf } from '../../../errors.ts'
import type { SiteEnv } from '../../../middleware/env.ts'
import { requireBrowser } from '../../../middleware/window.ts'
import type { Entered, HandOvers } from '../../../services/identity/hand-overs.ts'
import { createMailCodes } from '../../../services/identity/mail-codes.ts'
import { mailLimits } from '../../../services/identity/mail-limits.ts'
import { offersEmail } from '../../../services/identity/offered.ts'
import { readMailAddress } from '../../../services/mail/mail-address.ts'
import { formFields } from '../../form-fields.ts'
import { route } from '../../route.ts'
import { EMAIL_SCRIPT, EMAIL_SCRIPT_PATH, addressPage, codePage, elsewherePage } from '../email-pages.ts'
import type { CodePaths } from '../email-pages.ts'
import { problemIn } from '../problem-words.ts'
import { answerPage, requireOwnPage, windowGuards } from '../window-page.ts'
import type { WindowWay } from './way.ts'

const EMAIL = 'email'

/** Whoever reads the mails to an address: a code is sent there, and typed here. */
export function emailWay(
  app: Hono<SiteEnv>,
  deps: Pick<AppDeps, 'database' | 'clock' | 'clientAddress' | 'publicAddress'> & Required<Pick<AppDeps, 'mails'>>,
  handOvers: HandOvers,
): WindowWay {
  const { shown, sent } = windowGuards(deps)
  const codes = createMailCodes(deps)
  const limits = mailLimits(deps)
  const at = route(identityPaths.emailWindow)

  /** The sign-in that this browser goes on with. */
  async function resume(c: Context<SiteEnv>, id: string): Promise<Entered> {
    if (!offersEmail(c.get('site'), true)) throw notHere()
    return handOvers.resume(c.get('site'), id, EMAIL, requireBrowser(c))
  }

  app.get(EMAIL_SCRIPT_PATH, (c) => {
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    return c.body(EMAIL_SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' })
  })

  app.get(at, ...shown, (c) =>
    answerPage(
      c,
      handOvers.language(c.req.valid('param').id),
      async (wording) => {
        const site = c.get('site')
        const { id } = c.req.valid('param')
        const entered = await resume(c, id).catch(unlessElsewhere)
        if (entered === undefined) return c.html(elsewherePage(wording), 403)
        const code = await codes.sent(site, entered)
        if (code === null) return c.html(addressPage(wording, entered))
        const paths = pathsOf(site.key, id)
        return code.step === 'code' ? c.html(codePage(wording, entered, code, paths)) : c.redirect(paths.confirm, 303)
      },
      true,
    ),
  )

  app.post(at, ...sent, (c) =>
    answerPage(c, handOvers.language(c.req.valid('param').id), async (wording) => {
      const site = c.get('site')
      const entered = await resume(c, c.req.valid('param').id)
      requireOwnPage(c)
      const { email } = await formFields(c.req.raw, ['email'])
      try {
        const to = readMailAddress(email)
        await limits.take(site.key, to, deps.clientAddress?.(c))
        await codes.send(site, entered, to, wording)
      } catch (error) {
        if (!isStorageError(error) || !['invalid', 'rate-limited'].includes(error.code)) throw error
        const problem = problemIn(wording, error)
        return c.html(addressPage(wording, entered, email, problem), statusOf(error) as ContentfulStatusCode)
      }
      return c.redirect(identityPaths.emailWindow(site.key, entered.id), 303)
    }),
  )

  app.post(route(identityPaths.emailCode), ...sent, (c) =>
    answerPage(
      c,
      handOvers.language(c.req.valid('param').id),
      async (wording) => {
        const site = c.get('site')
        const entered = await resume(c, c.req.valid('param').id)
        requireOwnPage(c)
        const { code } = await formFields(c.req.raw, ['code'])
        const paths = pathsOf(site.key, entered.id)
        try {
          await handOvers.found(entered, await codes.prove(site, entered, code))
        } catch (error) {
          if (!isStorageError(error) || error.field !== 'code') throw error
          const sentCode = await codes.sent(site, entered)
          if (sentCode === null) throw error
          const { wrongCode } = wording.words.problems
          return c.html(codePage(wording, entered, sentCode, paths, wrongCode), statusOf(error) as ContentfulStatusCode)
        }
        return c.redirect(paths.confirm, 303)
      },
      true,
    ),
  )

  app.get(route(identityPaths.emailState), ...shown, async (c) => {
    const code = await codes.sent(c.get('site'), await resume(c, c.req.valid('param').id))
    c.header('Cache-Control', 'no-store')
    return c.json(code === null ? { step: 'address' } : { step: code.step, mail: code.mail })
  })

  return {
    takes: (c, way) => way === EMAIL && offersEmail(c.get('site'), true),
    start: async (c, { id }) => c.redirect(identityPaths.emailWindow(c.get('site').key, id), 303),
  }
}

function pathsOf(site: string, id: string): CodePaths {
  return {
    code: identityPaths.emailCode(site, id),
    state: identityPaths.emailState(site, id),
    email: identityPaths.emailWindow(site, id),
    again: `${identityPaths.window(site, id)}?way=${EMAIL}`,
    confirm: identityPaths.confirmWindow(site, id),
  }
}

/** A link that was opened in another browser is told where to go on. */
function unlessElsewhere(error: unknown): undefined {
  if (isStorageError(error) && error.code === 'forbidden') return undefined
  throw error
}

function notHere(): StorageError {
  return new StorageError('not-found', 'Nobody can sign in here by e-mail, or not any more.')
}
