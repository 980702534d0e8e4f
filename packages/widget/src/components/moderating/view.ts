import { Moderated } from './moderated.tsx'
import { moderatingItems as items } from './moderating-items.ts'
import type { ModeratingView } from '../context.ts'
import { Rest } from './rest.tsx'

/** Imported by the element alone, and dynamically: a chunk of its own (decision 0148). */
export const view: ModeratingView = { Moderated, Rest, items }
