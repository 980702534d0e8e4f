import type { Phase } from './phase.ts'

/** Where the site wants it, a moderator reads everything before others do. */
export const holdAll: Phase = {
  name: 'hold-all',
  judge: (_, { settings }) =>
    settings.mode === 'all' ? { what: 'hold', why: 'the site holds all comments' } : undefined,
}
