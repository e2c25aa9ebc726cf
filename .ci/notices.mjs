/**
 * `node .ci/notices.mjs`: writes into THIRD_PARTY_NOTICES.md which npm packages run in production or are bundled into the
 * explorer, with their licences. `--check` writes nothing, and ends with 1 where the file is stale, or where a package has
 * no licence or one that nobody has looked at.
 *
 * What there is comes from the lockfile, which is the same on every machine; what is installed has its own word on its licence.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const file = join(root, 'THIRD_PARTY_NOTICES.md');

/** Licences that were read and whose terms this project keeps; all but Elastic-2.0 ask for no more than their notices. */
const accepted = [
  '0BSD',
  '(MIT AND BSD-3-Clause)',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Elastic-2.0',
  'ISC',
  'MIT',
  'PSF-2.0',
];

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

/** What the package's own folder says; the lockfile where it is of another platform and not installed. */
function licenceOf(path, entry) {
  const manifest = join(root, path, 'package.json');
  const own = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).license : undefined;
  const licence = own ?? entry.license;
  return typeof licence === 'object' ? licence.type : licence;
}

/** Where a name that a package asks for is found, as Node.js looks for it: the nearest `node_modules` first. */
function resolve(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const path = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === '') return undefined;
  }
}

/** The packages that the explorer's sources name, and all that those ask for: a bundle holds parts of them. */
function bundled() {
  const folder = join(root, 'gateway', 'explorer');
  const names = readdirSync(folder)
    .filter((name) => /\.(tsx?|css)$/.test(name))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(
        /(?:from |import )['"]((?:@[\w.-]+\/)?[\w-][\w.-]*)/g,
      ),
    ])
    .map(([, name]) => name);
  const found = new Set();
  const waiting = names.map((name) => resolve('gateway', name)).filter(Boolean);
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const { dependencies = {}, peerDependencies = {} } = packages[path];
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      const next = resolve(path, name);
      if (next) waiting.push(next);
    }
  }
  return found;
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function table(paths) {
  const versions = new Map();
  for (const path of paths) {
    const entry = packages[path];
    const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 13);
    const key = `${licenceOf(path, entry) ?? 'none'}\n${name}`;
    versions.set(key, new Set([...(versions.get(key) ?? []), entry.version]));
  }
  const byLicence = new Map();
  for (const [key, found] of [...versions].sort(([a], [b]) => compare(a, b))) {
    const [licence, name] = key.split('\n');
    const text = `${name} ${[...found].sort(compare).join(', ')}`;
    byLicence.set(licence, [...(byLicence.get(licence) ?? []), text]);
  }
  return byLicence;
}

const production = Object.keys(packages).filter(
  (path) => path.includes('node_modules/') && !packages[path].dev && !packages[path].link,
);
const explorer = [...bundled()].filter((path) => packages[path].dev);

const sections = [
  ['Packages that run in production', table(production)],
  ['Further packages that are bundled into the explorer', table(explorer)],
];
const unread = sections.flatMap(([, byLicence]) =>
  [...byLicence].filter(([licence]) => !accepted.includes(licence)),
);
for (const [licence, names] of unread) {
  console.error(`${names.join('; ')}: the licence ${licence} is not among those that were read`);
}

const text = sections
  .map(
    ([title, byLicence]) =>
      `### ${title}\n\n${[...byLicence].map(([licence, names]) => `**${licence}** (${names.length}): ${names.join('; ')}.\n`).join('\n')}`,
  )
  .join('\n');
const marks = ['<!-- written by .ci/notices.mjs -->', '<!-- end -->'];
const before = readFileSync(file, 'utf8');
const [head, rest] = before.split(marks[0]);
const [, tail] = (rest ?? '').split(marks[1]);
if (tail === undefined) throw new Error(`THIRD_PARTY_NOTICES.md has lost its marks: ${marks}`);
const after = `${head}${marks[0]}\n\n${text}\n${marks[1]}${tail}`;

if (unread.length > 0) process.exitCode = 1;
if (after === before) console.log('THIRD_PARTY_NOTICES.md is up to date.');
else if (process.argv.includes('--check')) {
  console.error('THIRD_PARTY_NOTICES.md is stale: run `node .ci/notices.mjs` and commit it.');
  process.exitCode = 1;
} else {
  writeFileSync(file, after);
  console.log('THIRD_PARTY_NOTICES.md written');
}
