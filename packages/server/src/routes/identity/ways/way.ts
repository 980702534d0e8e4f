import type { Context } from 'hono'
import type { SiteEnv } from '../../../middleware/env.ts'
import type { Entered } from '../../../services/identity/hand-overs.ts'
import type { Wording } from '../../../words/wording.ts'

/** A way in which the window finds out who somebody is. It adds pages of its own below the window's when it is made. */
export interface WindowWay {
  /** Whether it is the one that an address of the window names: `?way=…`. */
  takes(c: Context<SiteEnv>, way: string): boolean
  /** What the window shows first. From here on the sign-in belongs to its browser. */
  start(c: Context<SiteEnv>, entered: Entered, wording: Wording): Promise<Response>
}
