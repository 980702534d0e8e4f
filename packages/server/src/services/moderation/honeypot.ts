import type { Phase } from './phase.ts'

/** A field that no person sees was filled in. */
export const honeypot: Phase = {
  name: 'honeypot',
  judge: ({ arrival }) =>
    arrival?.trapped === true ? { what: 'hold', why: 'a field was filled in that people do not see' } : undefined,
}
