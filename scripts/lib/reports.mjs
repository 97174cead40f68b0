// How many tests passed and failed, from what the runners wrote down. A runner that wrote nothing has failed.
import { readFileSync } from "node:fs";

/** @typedef {{passed: number, failed: number}} Count */

/** @param {string} file @param {number | null} code exit code of the runner @returns {Count} */
export function countVitest(file, code) {
  return counted(file, code, (report) => ({
    passed: report.numPassedTests,
    // A test that was skipped shows nothing, so it does not count as one that holds.
    failed: report.numFailedTests + report.numPendingTests + report.numTodoTests + emptySuites(report),
  }));
}

/** @param {string} file @param {number | null} code @returns {Count} */
export function countPlaywright(file, code) {
  return counted(file, code, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
  }));
}

/** Files that failed before any of their tests ran. @param {{testResults: {status: string, assertionResults: unknown[]}[]}} report */
function emptySuites(report) {
  return report.testResults.filter((suite) => suite.status === "failed" && suite.assertionResults.length === 0).length;
}

/** @param {string} file @param {number | null} code @param {(report: any) => Count} read @returns {Count} */
function counted(file, code, read) {
  /** @type {Count} */
  let count;
  try {
    count = read(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 1 };
  }
  // A runner knows of failures that belong to no test (an error after the last one), and of none run at all.
  if (count.failed === 0 && (code !== 0 || count.passed === 0)) count.failed = 1;
  return count;
}
