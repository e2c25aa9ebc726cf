/** Adds up the counts of Jest's JSON reports and prints them as `N passed, N failed`; a report that is absent was not asked for. */
import { existsSync, readFileSync } from 'node:fs';

const reports = process.argv
  .slice(2)
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (field) => reports.reduce((total, report) => total + report[field], 0);
// A suite that could not even start has no failed test of its own, and is a failure all the same.
const failed = sum('numFailedTests') + sum('numRuntimeErrorTestSuites');
console.log(`${sum('numPassedTests')} passed, ${failed} failed`);
if (reports.length === 0 || failed > 0) process.exitCode = 1;
