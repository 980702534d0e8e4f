import { StorageError } from '@afterword/storage'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Database } from '../../database/database.ts'
import {
  addChallenge,
  addPasskey,
  findPasskey,
  findStaff,
  passkeysOf,
  removePasskey,
  savePasskeyCounter,
  useChallenge,
} from '../../database/staff.ts'
import type { StaffRow } from '../../database/staff.ts'

export type { AuthenticationResponseJSON, RegistrationResponseJSON }

/** A server whose dashboard nobody opens does without its memory. */
const webauthn = () => import('@simplewebauthn/server')

const CHALLENGE_LIVES = 300_000
const MOST_PASSKEYS = 20

export interface Passkeys {
  /** Options for adding one; the address of the dashboard is what it will be good for. */
  offer(staff: StaffRow, origin: string): Promise<PublicKeyCredentialCreationOptionsJSON>
  /** @throws StorageError `invalid` */
  add(staff: StaffRow, origin: string, response: RegistrationResponseJSON): Promise<void>
  remove(staff: StaffRow, id: string): Promise<void>
  ask(origin: string): Promise<PublicKeyCredentialRequestOptionsJSON>
  /** @throws StorageError `unauthorized` */
  prove(origin: string, response: AuthenticationResponseJSON): Promise<StaffRow>
}

export interface PasskeysDeps {
  readonly database: Database
  readonly clock: () => number
}

/** Signing in with what a device or a key ring keeps, by WebAuthn. */
export function createPasskeys({ database: { queries }, clock }: PasskeysDeps): Passkeys {
  async function remember(challenge: string, staffId: string | null): Promise<void> {
    const now = clock()
    await addChallenge(queries, { challenge, staff_id: staffId, expires_at: now + CHALLENGE_LIVES }, now)
  }

  const asked = (staffId: string | null) => (challenge: string) => useChallenge(queries, challenge, staffId, clock())

  return {
    async offer(staff, origin) {
      const known = await passkeysOf(queries, staff.id)
      const { generateRegistrationOptions } = await webauthn()
      const options = await generateRegistrationOptions({
        rpName: 'Afterword',
        rpID: new URL(origin).hostname,
        userName: staff.name,
        userID: new TextEncoder().encode(staff.id),
        excludeCredentials: known.map(({ id }) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
      })
      await remember(options.challenge, staff.id)
      return options
    },

    async add(staff, origin, response) {
      if ((await passkeysOf(queries, staff.id)).length >= MOST_PASSKEYS) {
        throw new StorageError('invalid', `There are ${MOST_PASSKEYS} passkeys already. Remove one that is not used.`)
      }
      const { verifyRegistrationResponse } = await webauthn()
      const answer = await readable(
        verifyRegistrationResponse({
          response,
          expectedChallenge: asked(staff.id),
          expectedOrigin: origin,
          expectedRPID: new URL(origin).hostname,
          requireUserVerification: false,
        }),
        'invalid',
      )
      if (!answer.verified) throw refused('invalid')
      const { credential } = answer.registrationInfo
      await addPasskey(queries, {
        id: credential.id,
        staff_id: staff.id,
        public_key: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: JSON.stringify(credential.transports ?? []),
        created_at: clock(),
      })
    },

    remove: (staff, id) => removePasskey(queries, staff.id, id),

    async ask(origin) {
      const { generateAuthenticationOptions } = await webauthn()
      const options = await generateAuthenticationOptions({
        rpID: new URL(origin).hostname,
        userVerification: 'preferred',
      })
      await remember(options.challenge, null)
      return options
    },

    async prove(origin, response) {
      const passkey = await findPasskey(queries, response.id)
      const staff = passkey && (await findStaff(queries, passkey.staff_id))
      if (passkey === undefined || staff === undefined) throw refused('unauthorized')
      const { verifyAuthenticationResponse } = await webauthn()
      const { verified, authenticationInfo } = await readable(
        verifyAuthenticationResponse({
          response,
          expectedChallenge: asked(null),
          expectedOrigin: origin,
          expectedRPID: new URL(origin).hostname,
          requireUserVerification: false,
          credential: {
            id: passkey.id,
            publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
            counter: passkey.counter,
          },
        }),
        'unauthorized',
      )
      if (!verified) throw refused('unauthorized')
      await savePasskeyCounter(queries, passkey.id, authenticationInfo.newCounter)
      return staff
    },
  }
}

/** The library throws for what it cannot read. */
function readable<T>(verifying: Promise<T>, code: 'invalid' | 'unauthorized'): Promise<T> {
  return verifying.catch((cause: unknown) => {
    throw refused(code, cause)
  })
}

function refused(code: 'invalid' | 'unauthorized', cause?: unknown): StorageError {
  return new StorageError(code, 'The passkey was not accepted. Try it again, or sign in with the password.', { cause })
}
