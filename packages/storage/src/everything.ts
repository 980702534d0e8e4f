import type { Supports } from './adapter.ts'

/** What an adapter claims that does all of the contract. */
export const EVERYTHING: Supports = {
  orders: ['newest', 'oldest', 'top'],
  create: true,
  replies: true,
  edit: true,
  remove: true,
  react: true,
  report: true,
  locate: true,
  counts: true,
  subscribe: true,
  passages: true,
  reattach: true,
  moderate: true,
}

/** What a store claims in which nobody is anything but a writer. */
export const WITHOUT_MODERATORS: Supports = /* @__PURE__ */ without('moderate')

/** What the browser's own storage claims: nobody is there who could look at a report. */
export const WITHOUT_REPORTS: Supports = /* @__PURE__ */ without('moderate', 'report')

// A call can be left out where nobody wants what it makes; three dots cannot.
function without(...names: readonly (keyof Supports)[]): Supports {
  return { ...EVERYTHING, ...Object.fromEntries(names.map((name) => [name, false])) }
}
