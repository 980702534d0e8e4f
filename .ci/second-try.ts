import type { Reporter, TestCase } from 'vitest/node'

/** Tells of tests that failed and passed when they were tried once more: `.ci/run` gathers these lines. */
export default class SecondTry implements Reporter {
  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky !== true) return
    const reasons = (test.result().errors ?? []).map(({ message }) => message.split('\n')[0])
    console.log(
      `── PASSED AT THE SECOND TRY: ${test.module.relativeModuleId} > ${test.fullName}: ${reasons.join('; ')}`,
    )
  }
}
