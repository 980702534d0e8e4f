import { resolve } from 'node:path'

/** The settings of a server, read from the environment once, at the start. */
export interface Config {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  /** `postgres://…`, or a SQLite file. */
  readonly database: string
  /** The folder of the widget's built files; `null`: those of the package `afterword`. */
  readonly widget: string | null
  /** The address that readers reach the server under; `null`: as a request says. */
  readonly address: string | null
  /** Whether the address of a reader is what the proxy in front says it is. */
  readonly trustProxy: boolean
  readonly streamsPerAddress: number
  /** Writes a minute from one neighbourhood of the network, and to one thread. */
  readonly writesPerAddress: number
  readonly writesPerThread: number
  /** The mail server; `null`: no mail is sent. */
  readonly smtp: string | null
  /** Who mails are from. */
  readonly mailFrom: MailFrom | null
  /** What of its own network the server may call, as `host:port`. */
  readonly localServices: readonly string[]
  readonly log: LogLevel
}

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug'

/** Who a mail says that it is from. */
export interface MailFrom {
  /** Empty where there is none. */
  readonly name: string
  readonly address: string
}

/** A setting that stops the start: the message names the variable and a good value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Environment = Readonly<Record<string, string | undefined>>

/** What a variable means: read, or refused with what it should be. */
interface Setting<T> {
  readonly fallback: T
  /** What it is for, and a good value. */
  readonly about: string
  readonly example: string
  read(value: string): T | undefined
}

const LEVELS: readonly LogLevel[] = ['silent', 'error', 'warn', 'info', 'debug']

/** `Comments <comments@example.org>`, or the address alone. */
const MAIL_FROM =
  /^(?:([^\p{Cc}"<>\\@]{1,100}?) ?<([\w.+-]+@(?:[a-z\d-]+\.)+[a-z\d-]+)>|([\w.+-]+@(?:[a-z\d-]+\.)+[a-z\d-]+))$/iu

function whole(fallback: number, least: number, most: number, about: string): Setting<number> {
  return {
    fallback,
    about,
    example: String(fallback),
    read(value) {
      const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
      return number >= least && number <= most ? number : undefined
    },
  }
}

/** Every variable that is looked at. The documentation is made of this table. */
export const SETTINGS = {
  PORT: whole(4400, 0, 65_535, 'the port to listen on; 0 for any free one'),
  AFTERWORD_HOST: {
    fallback: '127.0.0.1',
    about: 'the address to listen on; 0.0.0.0 for every one of the machine',
    example: '127.0.0.1',
    read: (value) => (/^[\w.:-]+$/.test(value) ? value : undefined),
  } satisfies Setting<string>,
  DATABASE_URL: {
    fallback: null,
    about: 'a Postgres database; left out, SQLite in the folder AFTERWORD_DATA is used',
    example: 'postgres://user:password@localhost:5432/afterword',
    read: (value) => (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value) ? value : undefined),
  } satisfies Setting<string | null>,
  AFTERWORD_DATA: {
    fallback: '.afterword',
    about: 'the folder that SQLite keeps its file in',
    example: '/var/lib/afterword',
    read: (value) => (value.includes('\0') ? undefined : value),
  } satisfies Setting<string>,
  AFTERWORD_WIDGET: {
    fallback: null,
    about: 'the folder of the widget’s built files; left out, those of the package afterword',
    example: '/srv/afterword/embed',
    read: (value) => (value.includes('\0') ? undefined : value),
  } satisfies Setting<string | null>,
  AFTERWORD_ADDRESS: {
    fallback: null,
    about: 'the address that readers reach the server under, in full; left out, as each request says',
    example: 'https://comments.example.org',
    read: (value) => (/^https?:\/\//.test(value) && URL.canParse(value) ? value.replace(/\/+$/, '') : undefined),
  } satisfies Setting<string | null>,
  AFTERWORD_TRUST_PROXY: {
    fallback: false,
    about: '1 when a proxy in front sets X-Forwarded-For and nobody can go around it',
    example: '1',
    read: (value) => (value === '1' ? true : value === '0' ? false : undefined),
  } satisfies Setting<boolean>,
  AFTERWORD_STREAMS_PER_ADDRESS: whole(6, 1, 100_000, 'live streams that one neighbourhood of the network may hold'),
  AFTERWORD_WRITES_PER_ADDRESS: whole(60, 1, 1_000_000, 'writes a minute from one neighbourhood of the network'),
  AFTERWORD_WRITES_PER_THREAD: whole(600, 1, 1_000_000, 'writes a minute to one thread'),
  AFTERWORD_LOCAL_SERVICES: {
    fallback: null,
    about:
      'what of its own machine or network the server may call (a model, a webhook, an issuer), as host:port, with a comma between them; left out, nothing',
    example: '127.0.0.1:11434',
    read(value) {
      const services = value.split(',').map((service) => service.trim().toLowerCase())
      return services.every((service) => /^([\w.-]+|\[[\da-f:]+\]):\d{1,5}$/.test(service)) ? services : undefined
    },
  } satisfies Setting<readonly string[] | null>,
  AFTERWORD_SMTP_URL: {
    fallback: null,
    about: 'the mail server, for readers who sign in by e-mail; smtps:// where it is encrypted from the first byte',
    example: 'smtp://user:password@mail.example.org:587',
    read(value) {
      const url = /^smtps?:\/\//.test(value) && URL.canParse(value) ? new URL(value) : undefined
      const bare = url !== undefined && url.hostname !== '' && /^\/?$/.test(url.pathname + url.search + url.hash)
      return bare && (url.username === '') === (url.password === '') ? value : undefined
    },
  } satisfies Setting<string | null>,
  AFTERWORD_MAIL_FROM: {
    fallback: null,
    about: 'who mails are from: an address, or a name with an address in angle brackets',
    example: 'comments@example.org',
    read(value) {
      const [, name = '', named, bare] = MAIL_FROM.exec(value) ?? []
      const address = named ?? bare
      return address === undefined ? undefined : { name, address }
    },
  } satisfies Setting<MailFrom | null>,
  AFTERWORD_LOG: {
    fallback: 'info',
    about: LEVELS.join(', '),
    example: 'info',
    read: (value) => LEVELS.find((level) => level === value),
  } satisfies Setting<LogLevel>,
} as const

/** @throws ConfigError for a variable that is wrong, or that is ours by its name and nobody knows */
export function readConfig(environment: Environment): Config {
  const unknown = Object.keys(environment).find((name) => name.startsWith('AFTERWORD_') && !(name in SETTINGS))
  if (unknown !== undefined) {
    const known = Object.keys(SETTINGS).join(', ')
    throw new ConfigError(`${unknown} is not a setting. The settings are ${known}.`)
  }
  const folder = setting('AFTERWORD_DATA', SETTINGS.AFTERWORD_DATA, environment)
  return {
    host: setting('AFTERWORD_HOST', SETTINGS.AFTERWORD_HOST, environment),
    port: setting('PORT', SETTINGS.PORT, environment),
    database: setting('DATABASE_URL', SETTINGS.DATABASE_URL, environment) ?? resolve(folder, 'afterword.sqlite'),
    widget: setting('AFTERWORD_WIDGET', SETTINGS.AFTERWORD_WIDGET, environment),
    address: setting('AFTERWORD_ADDRESS', SETTINGS.AFTERWORD_ADDRESS, environment),
    trustProxy: setting('AFTERWORD_TRUST_PROXY', SETTINGS.AFTERWORD_TRUST_PROXY, environment),
    streamsPerAddress: setting('AFTERWORD_STREAMS_PER_ADDRESS', SETTINGS.AFTERWORD_STREAMS_PER_ADDRESS, environment),
    writesPerAddress: setting('AFTERWORD_WRITES_PER_ADDRESS', SETTINGS.AFTERWORD_WRITES_PER_ADDRESS, environment),
    writesPerThread: setting('AFTERWORD_WRITES_PER_THREAD', SETTINGS.AFTERWORD_WRITES_PER_THREAD, environment),
    smtp: setting('AFTERWORD_SMTP_URL', SETTINGS.AFTERWORD_SMTP_URL, environment),
    mailFrom: setting('AFTERWORD_MAIL_FROM', SETTINGS.AFTERWORD_MAIL_FROM, environment),
    localServices: setting('AFTERWORD_LOCAL_SERVICES', SETTINGS.AFTERWORD_LOCAL_SERVICES, environment) ?? [],
    log: setting('AFTERWORD_LOG', SETTINGS.AFTERWORD_LOG, environment),
  }
}

function setting<T>(name: keyof typeof SETTINGS, { fallback, about, example, read }: Setting<T>, from: Environment): T {
  const value = from[name]
  if (value === undefined || value === '') return fallback
  const result = read(value)
  if (result !== undefined) return result
  // These hold a password: they are not repeated.
  const shown = name === 'DATABASE_URL' || name === 'AFTERWORD_SMTP_URL' ? 'what it is set to' : JSON.stringify(value)
  throw new ConfigError(`${name} cannot be ${shown}. It is ${about}; for example ${name}=${example}`)
}
