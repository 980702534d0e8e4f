import type { Env } from 'hono'
import type { Site } from '../database/sites.ts'

/** What middleware leaves for the routes behind it. */
export interface SiteEnv extends Env {
  readonly Variables: {
    readonly site: Site
  }
}
