import { describe, expect, it } from 'vitest'
import { readMailAddress } from '../src/services/mail/mail-address.ts'

describe('an address', () => {
  it('is taken with its host in the letters of the network', () => {
    expect(readMailAddress(' Ada.L+x@Bücher.Example ')).toEqual({
      address: 'Ada.L+x@xn--bcher-kva.example',
      folded: 'ada.l+x@xn--bcher-kva.example',
      host: 'xn--bcher-kva.example',
    })
  })

  const strange = [
    '',
    'ada',
    '@mail.example',
    'ada@',
    'ada@localhost',
    'ada@127.0.0.1',
    'ada@[127.0.0.1]',
    'ada@@mail.example',
    'a@b@mail.example',
    'ada@mail.example, eve@evil.example',
    'ada@mail.example\r\nBcc: eve@evil.example',
    'ada\r\n@mail.example',
    'ada\0@mail.example',
    'Ada <ada@mail.example>',
    '"ada"@mail.example',
    'ada(x)@mail.example',
    'ada @mail.example',
    '.ada@mail.example',
    'a..da@mail.example',
    'ada@-mail.example',
    'ada@mail..example',
    'ada@mail.example/x',
    'ada@mail.example:25',
    'ada%eve@evil.example\u202e',
    'ад@mail.example',
    `${'a'.repeat(65)}@mail.example`,
    `ada@${'a.'.repeat(125)}example`,
  ]
  for (const text of strange) {
    it(`is none: ${JSON.stringify(text).slice(0, 60)}`, () => {
      expect(() => readMailAddress(text)).toThrow(expect.objectContaining({ code: 'invalid', field: 'email' }))
    })
  }
})
