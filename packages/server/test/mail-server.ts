import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived. */
export interface Arrived {
  readonly to: readonly string[]
  /** By their names in small letters. */
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
  readonly html: string
}

/** What the server says to a recipient, or to the mail: nothing, for yes; an error, or it never says anything. */
type Says = 'yes' | 'never' | { readonly code: number; readonly text: string }

/** A mail server on this machine. */
export interface MailServer {
  readonly port: number
  /** As `AFTERWORD_SMTP_URL` names it. */
  readonly url: string
  readonly arrived: Arrived[]
  /** How often somebody has come to a recipient with a mail. */
  readonly asked: number
  /** Whether it hangs up on whoever calls. */
  down: boolean
  /** From now on. */
  recipient: (address: string) => Says
  content: () => Says | Promise<Says>
  /** The newest mail for an address, as soon as it is there. */
  newest(address: string): Promise<Arrived>
  stop(): Promise<void>
}

export interface MailServerOptions {
  /** Whom it lets in; everybody when left out. */
  readonly login?: { readonly user: string; readonly password: string }
}

export async function startMailServer({ login }: MailServerOptions = {}): Promise<MailServer> {
  const arrived: Arrived[] = []
  const listeners = new Set<() => void>()
  let asked = 0
  const answer = (says: Says, callback: (error?: Error) => void): void => {
    if (says === 'never') return
    callback(says === 'yes' ? undefined : Object.assign(new Error(says.text), { responseCode: says.code }))
  }
  const server = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 1,
    onAuth({ username, password }, _session, callback) {
      if (username === login?.user && password === login?.password) callback(null, { user: username })
      else callback(Object.assign(new Error('Go away'), { responseCode: 535 }))
    },
    onRcptTo({ address }, _session, callback) {
      asked += 1
      answer(self.recipient(address), callback)
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const says = await self.content()
        if (says === 'yes') {
          arrived.push(
            read(
              envelope.rcptTo.map(({ address }) => address),
              Buffer.concat(chunks).toString('latin1'),
            ),
          )
          for (const listener of listeners) listener()
        }
        answer(says, callback)
      })
    },
  })
  server.on('error', () => {})
  await once(server.listen(0, '127.0.0.1'), 'listening')
  server.server.prependListener('connection', (socket) => {
    if (self.down) socket.resetAndDestroy()
  })
  const at = (server.server.address() as AddressInfo).port
  const self: MailServer = {
    port: at,
    url: `smtp://127.0.0.1:${at}`,
    arrived,
    down: false,
    get asked() {
      return asked
    },
    recipient: () => 'yes',
    content: () => 'yes',
    newest: (address) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = arrived.findLast(({ to }) => to.includes(address))
          if (found === undefined) return void listeners.add(look)
          listeners.delete(look)
          resolve(found)
        }
        look()
      }),
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
  return self
}

/** The code in a mail, without its space. */
export function codeIn({ text }: Arrived): string {
  return /^(\d{3}) ?(\d{3})$/m.exec(text)?.slice(1).join('') ?? ''
}

/** The address in a mail that leads on. */
export function linkIn({ text }: Arrived): string {
  return /^https?:\S+$/m.exec(text)?.[0] ?? ''
}

function read(to: readonly string[], source: string): Arrived {
  const [head, body] = halves(source)
  const headers = headersOf(head)
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? ''
  const parts = body.split(`--${boundary}`).map(halves)
  const part = (type: string): string => {
    const [partHead = '', content = ''] = parts.find(([found]) => found.includes(type)) ?? []
    const encoding = headersOf(partHead.trim()).get('content-transfer-encoding')
    return decoded(content, encoding).replaceAll('\r\n', '\n').trim()
  }
  return { to, headers, text: part('text/plain'), html: part('text/html') }
}

function halves(source: string): readonly [head: string, body: string] {
  const at = source.indexOf('\r\n\r\n', 2)
  return at < 0 ? [source, ''] : [source.slice(0, at), source.slice(at + 4)]
}

function headersOf(head: string): ReadonlyMap<string, string> {
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
}

function decoded(content: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(content, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? unquoted(content) : content
}

function unquoted(text: string): string {
  const bytes = text
    .replaceAll('=\r\n', '')
    .replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
