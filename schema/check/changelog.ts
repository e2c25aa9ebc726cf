import type { Comparison, SchemaChange } from './compare.ts';

/** A schema with how it differs from its release; no comparison where it was never released. */
export interface ComparedSchema {
  /** As the changelog heads it: `Public schema`. */
  readonly title: string;
  readonly comparison: Comparison | undefined;
}

const preamble = `# Changelog of the schema

What changed for those who query the graph, release by release. \`npm run schema:check\` writes the section of what is not
released yet; \`npm run schema:release -- 0.2.0\` makes it a release. A breaking change is allowed only where the release before
declared the thing deprecated, with a day that has passed.
`;

const unreleased = '## Unreleased';

/** What heads the changes of each level. */
const headings: readonly (readonly [SchemaChange['level'], string])[] = [
  ['breaking', 'Breaking'],
  ['dangerous', 'Dangerous: operations stay valid, and may meet what they do not expect'],
  ['safe', 'Added or relaxed'],
];

/** The changelog with its section of what is not released made anew; all releases in it stay as they are. */
export function withUnreleased(changelog: string, schemas: readonly ComparedSchema[]): string {
  return [preamble, `${unreleased}\n\n${changesOf(schemas)}`, ...releasesIn(changelog)].join('\n');
}

/**
 * The changelog with all that is not released made a release.
 *
 * @throws {Error} where the version is none, or not above the last one.
 */
export function withRelease(
  changelog: string,
  schemas: readonly ComparedSchema[],
  version: string,
  day: string,
): string {
  if (parts(version) === undefined) {
    throw new Error(`A release needs a version such as 0.2.0, got "${version}".`);
  }
  const last = lastRelease(changelog);
  if (last !== undefined && !isAbove(version, last)) {
    throw new Error(`The last release is ${last}: ${version} is not above it.`);
  }
  const release = `## ${version} (${day})\n\n${changesOf(schemas)}`;
  return withUnreleased([release, ...releasesIn(changelog)].join('\n'), []);
}

/** The version of the last release; undefined where there is none. */
export function lastRelease(changelog: string): string | undefined {
  return /^## (\d+\.\d+\.\d+) /m.exec(changelog)?.[1];
}

/** The sections of releases, newest first, each with its end of line. */
function releasesIn(changelog: string): string[] {
  return changelog
    .split(/^(?=## )/m)
    .filter((section) => /^## \d/.test(section))
    .map((section) => `${section.trim()}\n`);
}

function changesOf(schemas: readonly ComparedSchema[]): string {
  const sections = schemas.flatMap(({ title, comparison }) => {
    const lines = comparison === undefined ? ['First release.'] : linesOf(comparison);
    return lines.length === 0 ? [] : [`### ${title}\n\n${lines.join('\n\n')}\n`];
  });
  return sections.length === 0 ? 'Nothing has changed.\n' : sections.join('\n');
}

function linesOf({ changes, reworded }: Comparison): string[] {
  const lists = headings.flatMap(([level, heading]) => {
    const lines = changes
      .filter((change) => change.level === level)
      .map(({ message }) => `- ${message}`);
    return lines.length === 0 ? [] : [`**${heading}**\n\n${lines.join('\n')}`];
  });
  const texts =
    reworded === 1 ? '1 description was reworded.' : `${reworded} descriptions were reworded.`;
  return reworded === 0 ? lists : [...lists, texts];
}

const parts = (version: string): readonly number[] | undefined =>
  /^\d+\.\d+\.\d+$/.test(version) ? version.split('.').map(Number) : undefined;

function isAbove(version: string, other: string): boolean {
  const [a = [], b = []] = [parts(version), parts(other)];
  const place = a.findIndex((part, i) => part !== b[i]);
  return place >= 0 && (a[place] ?? 0) > (b[place] ?? 0);
}
