// A reporter of Vitest: names the tests that passed only when they were tried again, so that none of them goes unnoticed.
export default class SecondTries {
  tried = [];

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) this.tried.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd() {
    if (this.tried.length === 0) return;
    console.log(`Passed only at the second try (${this.tried.length}):`);
    for (const name of this.tried) console.log(`  ${name}`);
  }
}
