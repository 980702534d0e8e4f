export { createApp } from './app.ts'
export type { AppDeps, Client, Logger } from './deps.ts'
export { openDatabase } from './database/database.ts'
export type { Database, DatabaseOptions } from './database/database.ts'
export { migrate } from './database/migrate.ts'
export { findSite, listSites, saveSite } from './database/sites.ts'
export type { NewSite, Site } from './database/sites.ts'
export { DEFAULT_RATES } from './services/rate-limits.ts'
export type { RateRule, RateRules } from './services/rate-limits.ts'
export type {
  Ban,
  BanKind,
  BanValue,
  Context as ModerationContext,
  Learned,
  Opinion,
  Past,
  Phase,
  Submission,
  Writing,
} from './services/moderation/phase.ts'
export { PHASES } from './services/moderation/phases.ts'
export type { ModerationSettings } from './services/moderation/settings.ts'
export { localWakeups, threadName } from './services/wakeups.ts'
export type { ThreadName, WakeupListener, Wakeups } from './services/wakeups.ts'
export { createLive } from './services/live.ts'
export type { Follow, Following, Live } from './services/live.ts'
export { postgresWakeups } from './services/wakeups.ts'
export { createReaders } from './services/readers.ts'
export type { Readers, ReadersDeps } from './services/readers.ts'
export { ConfigError, SETTINGS, readConfig } from './config.ts'
export type { Config, LogLevel } from './config.ts'
export { createLogger } from './host/log.ts'
export type { Times } from './host/listening.ts'
export { serve } from './host/serve.ts'
export type { RunningServer, ServeOptions } from './host/serve.ts'
export { seed } from './services/seed.ts'
export type { Conversation } from './services/seed.ts'
export { setHostKey } from './services/identity/host-key.ts'
export { setupLink } from './services/staff/setup.ts'
