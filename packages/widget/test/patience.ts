/** For waiting on what will be: a busy machine takes its time, and a second, which is what one waits else, is a race. */
export const PATIENT = { timeout: 20_000 }
