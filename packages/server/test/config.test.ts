import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ConfigError, SETTINGS, readConfig } from '../src/config.ts'

/** A value for each variable that it cannot have. */
const WRONG: Readonly<Record<keyof typeof SETTINGS, readonly string[]>> = {
  PORT: ['http', '-1', '65536', '44.5', '0x10', ' 80'],
  AFTERWORD_HOST: ['http://localhost', 'a b', '127.0.0.1/8'],
  DATABASE_URL: ['mysql://localhost/afterword', 'afterword.sqlite', 'postgres://[', 'POSTGRES'],
  AFTERWORD_DATA: ['a\0b'],
  AFTERWORD_WIDGET: ['a\0b'],
  AFTERWORD_ADDRESS: ['comments.example.org', '//comments.example.org', 'https://'],
  AFTERWORD_TRUST_PROXY: ['yes', 'true', '2'],
  AFTERWORD_STREAMS_PER_ADDRESS: ['0', 'many', '-6'],
  AFTERWORD_WRITES_PER_ADDRESS: ['0', '1e3'],
  AFTERWORD_WRITES_PER_THREAD: ['0', '∞'],
  AFTERWORD_LOCAL_SERVICES: ['http://localhost:11434', 'localhost', '127.0.0.1:11434,', '::1:80'],
  AFTERWORD_SMTP_URL: [
    'mail.example.org',
    'https://mail.example.org',
    'smtp://',
    'smtp://a@b.example',
    'smtp://b.example/x?y',
  ],
  AFTERWORD_MAIL_FROM: [
    'comments',
    'comments@',
    'A <a@b.example',
    'a@b.example, c@d.example',
    'A\r\nBcc: <a@b.example>',
  ],
  AFTERWORD_LOG: ['loud', 'INFO'],
}

function refusal(environment: Readonly<Record<string, string>>): ConfigError {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error
  }
  throw new Error('The settings were taken.')
}

describe('the settings', () => {
  it('need none to be set', () => {
    expect(readConfig({ HOME: '/root', PATH: '/bin' })).toMatchObject({ host: '127.0.0.1', port: 4400, log: 'info' })
  })

  it('count an empty variable as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', AFTERWORD_LOG: '' })).toEqual(readConfig({}))
  })

  for (const [name, values] of Object.entries(WRONG)) {
    for (const value of values) {
      it(`refuse ${name}=${JSON.stringify(value)} in one line that names it and a good value`, () => {
        const { message } = refusal({ [name]: value })
        expect(message).not.toContain('\n')
        const [, good = ''] = new RegExp(`^${name} cannot be .* for example ${name}=(\\S+)$`).exec(message) ?? []
        expect(() => readConfig({ [name]: good })).not.toThrow()
      })
    }
  }

  it('never repeat the password of a database or of a mail server', () => {
    expect(refusal({ DATABASE_URL: 'mysql://root:hunter2@localhost' }).message).not.toContain('hunter2')
    expect(refusal({ AFTERWORD_SMTP_URL: 'http://root:hunter2@localhost' }).message).not.toContain('hunter2')
  })

  it('take who mails are from with a name or without', () => {
    const read = (from: string) => readConfig({ AFTERWORD_MAIL_FROM: from }).mailFrom
    expect(read('comments@example.org')).toEqual({ name: '', address: 'comments@example.org' })
    expect(read('The Comments <c@mail.example.org>')).toEqual({ name: 'The Comments', address: 'c@mail.example.org' })
  })

  it('refuse a variable of ours that nobody knows, and name those that there are', () => {
    const { message } = refusal({ AFTERWORD_PORT: '80' })
    expect(message).toMatch(/^AFTERWORD_PORT is not a setting/)
    for (const name of Object.keys(SETTINGS)) expect(message).toContain(name)
  })

  it('are all in the README, with their defaults', () => {
    const readme = readFileSync(fileURLToPath(import.meta.resolve('../README.md')), 'utf8')
    for (const [name, { about, fallback }] of Object.entries(SETTINGS)) {
      const shown = fallback === null ? '' : `\`${fallback === false ? '0' : fallback}\``
      expect(readme).toContain(`| \`${name}\` | ${shown} | ${about} |`)
    }
  })
})
