import { warn } from './events.ts'
import { isDoubtful, serverOf } from './settings.ts'

/** What was said on this page already. */
const ADVISED = new Set<string>()

/** Says what is wrong with how the page has set us up, once for each page. */
export function adviseOnSetUp(
  host: HTMLElement,
  violations: readonly SecurityPolicyViolationEvent[],
  signal: AbortSignal,
): void {
  async function advise(violation?: SecurityPolicyViolationEvent): Promise<void> {
    try {
      const server = serverOf(host)
      // A page has policies for more than us.
      if (violation !== undefined && !(server && violation.blockedURI.startsWith(new URL(server).origin))) return
      const { adviceFor, adviceOnPolicy } = await import('./advice.ts')
      if (!host.isConnected) return
      for (const advice of violation === undefined ? adviceFor(host) : [adviceOnPolicy(violation)]) {
        if (!ADVISED.has(advice)) warn(advice)
        ADVISED.add(advice)
      }
    } catch {
      // A page that forbids even this chunk is told so when the interface is not there.
    }
  }

  for (const violation of violations) void advise(violation)
  document.addEventListener('securitypolicyviolation', (event) => void advise(event), { signal })
  if (isDoubtful(host)) void advise()
}
