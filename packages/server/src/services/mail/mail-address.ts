import { domainToASCII } from 'node:url'
import { StorageError } from '@afterword/storage'

/** An address that mail may be sent to. */
export interface MailAddress {
  /** As it was typed, with the host in ASCII. */
  readonly address: string
  /** As it is compared: nobody gives `Ada@` and `ada@` to two people. */
  readonly folded: string
  readonly host: string
}

/** The characters of an address that need no quotes (RFC 5322, dot-atom). Whatever else a mailer might read as more than one address, or as a header, is not among them. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
/** A host as somebody types it, in any script: nothing that an address of the web ends a host with. */
const TYPED_HOST = /^(?:[a-z\d.-]|[^\x00-\x7f])+$/i
const HOST = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]{2,59})$/
const MOST = 254

/** @throws StorageError `invalid` with the field `email` for what is no address that we send to */
export function readMailAddress(typed: string): MailAddress {
  const text = typed.trim()
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(0, at))
  const typedHost = text.slice(at + 1)
  const host = TYPED_HOST.test(typedHost) ? domainToASCII(typedHost) : ''
  const address = `${local}@${host}`
  if (at < 1 || local.length > 64 || address.length > MOST || !LOCAL.test(local) || !HOST.test(host)) {
    throw new StorageError('invalid', 'This is no e-mail address that we can write to. Look at it again.', {
      field: 'email',
    })
  }
  return { address, folded: address.toLowerCase(), host }
}
