import { readdirSync, readFileSync } from 'node:fs';

/** What a process and its descendants have used. */
export interface Usage {
  /** Milliseconds of CPU, user and system, of all threads, children that have ended included. */
  readonly cpuMs: number;
  /** Resident memory, in kB. */
  readonly rssKb: number;
  /** The most resident memory there ever was, in kB; of several processes, the sum of their peaks. */
  readonly peakKb: number;
}

/** The kernel counts in ticks of USER_HZ, which is 100 on every Linux that Node runs on. */
const MS_PER_TICK = 10;

/**
 * What the processes and their descendants have used until now, from `/proc`. Those that have gone count
 * with their parent.
 */
export function usageOf(pids: readonly number[]): Usage {
  let [cpuMs, rssKb, peakKb] = [0, 0, 0];
  for (const pid of withDescendants(pids)) {
    const stat = read(`/proc/${pid}/stat`);
    const status = read(`/proc/${pid}/status`);
    if (stat === undefined || status === undefined) continue;
    cpuMs += ticksIn(stat) * MS_PER_TICK;
    rssKb += kilobytes(status, 'VmRSS');
    peakKb += kilobytes(status, 'VmHWM');
  }
  return { cpuMs, rssKb, peakKb };
}

/** The fields after the command's name, which may hold blanks and brackets of its own. */
const fieldsOf = (stat: string): readonly string[] =>
  stat.slice(stat.lastIndexOf(')') + 2).split(' ');

/** utime, stime, cutime and cstime are fields 14 to 17 of proc(5); the first here is the third there. */
const ticksIn = (stat: string): number =>
  fieldsOf(stat)
    .slice(11, 15)
    .reduce((sum, ticks) => sum + Number(ticks), 0);

const kilobytes = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);

function withDescendants(pids: readonly number[]): ReadonlySet<number> {
  const childrenOf = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : undefined;
    if (stat === undefined) continue;
    const parent = Number(fieldsOf(stat)[1]);
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)]);
  }
  const found = new Set<number>();
  const add = (pid: number): void => {
    found.add(pid);
    for (const child of childrenOf.get(pid) ?? []) add(child);
  };
  for (const pid of pids) add(pid);
  return found;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // The process has ended.
  }
}
