/**
 * Ends with 1 where `package-lock.json` names an address to download from, or lacks a checksum: a lockfile without addresses
 * is served by whatever registry a machine is set up with, and cannot send it elsewhere; the checksum holds what comes to
 * what was reviewed.
 */
import { readFileSync } from 'node:fs';

const file = process.argv[2] ?? 'package-lock.json';
const problems = [];
for (const [path, entry] of Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages)) {
  // What lies in this repository is linked, and has neither.
  if (entry.link || !path.includes('node_modules/')) continue;
  if (/^[a-z+]+:/i.test(entry.resolved ?? '')) {
    problems.push(`${path} is downloaded from ${entry.resolved}`);
  }
  if (!entry.integrity && !entry.inBundle) problems.push(`${path} has no checksum`);
}
for (const problem of problems) console.error(`${file}: ${problem}`);
if (problems.length > 0) {
  console.error('Make it anew with `npm install`: .npmrc keeps addresses out of it.');
  process.exitCode = 1;
} else console.log('The lockfile names no address, and a checksum for every package.');
