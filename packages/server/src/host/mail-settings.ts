import { ConfigError, SETTINGS } from '../config.ts'
import type { Config } from '../config.ts'
import type { SmtpOptions } from '../mail/smtp.ts'

/**
 * The mail server of the settings; `null`: no mail is sent.
 *
 * @throws ConfigError when only half of what it takes is set
 */
export function mailSettings({ smtp, mailFrom, address }: Config): SmtpOptions | null {
  if (smtp === null && mailFrom === null) return null
  if (smtp === null) throw missing('AFTERWORD_SMTP_URL', 'AFTERWORD_MAIL_FROM')
  if (mailFrom === null) throw missing('AFTERWORD_MAIL_FROM', 'AFTERWORD_SMTP_URL')
  // A link in a mail may not lead to where a request says that we are: anybody can write that.
  if (address === null) throw missing('AFTERWORD_ADDRESS', 'AFTERWORD_SMTP_URL')
  return { url: smtp, from: mailFrom }
}

function missing(name: keyof typeof SETTINGS, beside: keyof typeof SETTINGS): ConfigError {
  const { about, example } = SETTINGS[name]
  return new ConfigError(`${name} is missing: ${beside} is set. It is ${about}; for example ${name}=${example}`)
}
