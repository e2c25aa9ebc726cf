import { fileURLToPath } from 'node:url';
import { root } from './config.ts';

/** A CPU profile as V8 writes it: what is used of it. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      /** `0` for what is not JavaScript. */
      readonly scriptId: string;
      /** Empty for what is not JavaScript and for generated code. */
      readonly url: string;
      readonly lineNumber: number;
    };
  }[];
  /** The node that ran at each sample. */
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** A part of the time in which the process was busy. */
export interface Share {
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
}

/** Where the busy time went. */
export interface Shares {
  /** Part of the profile in which the process was busy at all, 0 to 1. */
  readonly busy: number;
  /** By package, the largest first; Node's own modules by their names. */
  readonly packages: readonly Share[];
  /** By function, without what it calls, the largest first. */
  readonly functions: readonly Share[];
}

/** Sums a profile up by package and by function. */
export function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): Shares {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  let [busy, all] = [0, 0];
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    // A delta can be below zero where threads' clocks differ.
    const time = Math.max(0, timeDeltas[index] ?? 0);
    all += time;
    if (!frame || frame.functionName === '(idle)' || isProfiler(frame)) continue;
    busy += time;
    const owner = ownerOf(frame);
    add(packages, owner, time);
    const line = frame.url === '' ? '' : `:${frame.lineNumber + 1}`;
    const file = frame.url.slice(frame.url.lastIndexOf('/') + 1);
    add(functions, `${frame.functionName || '(anonymous)'}  ${owner} ${file}${line}`, time);
  }
  return {
    busy: all === 0 ? 0 : busy / all,
    packages: sorted(packages, busy),
    functions: sorted(functions, busy),
  };
}

/** The two lists as text. */
export function renderShares({ busy, packages, functions }: Shares, rows = 30): string {
  const list = (shares: readonly Share[]) =>
    shares
      .slice(0, rows)
      .filter(({ share }) => share >= 0.001)
      .map(({ name, share }) => `${(share * 100).toFixed(1).padStart(5)} %  ${name}`)
      .join('\n');
  return [
    `Busy for ${(busy * 100).toFixed(0)} % of the time. Shares of the busy time:`,
    `Packages\n${list(packages)}`,
    `Functions, without what they call\n${list(functions)}`,
  ].join('\n\n');
}

type Frame = CpuProfile['nodes'][number]['callFrame'];

/** The call that started the profile: V8 lists all code in it, which takes a while. */
const isProfiler = ({ functionName, scriptId }: Frame): boolean =>
  functionName === 'dispatch' && scriptId === '0';

/** V8's names for what is no function: `(program)` is native code, reading and writing sockets above all. */
const PSEUDO = /^\((garbage collector|program|root)\)$/;

function ownerOf({ functionName, scriptId, url }: Frame): string {
  if (PSEUDO.test(functionName)) return functionName;
  if (url.startsWith('node:')) return url;
  if (scriptId === '0') return '(built in)';
  // Code made by `new Function` has no address.
  if (!url.startsWith('file:')) return '(generated)';
  const path = fileURLToPath(url);
  const installed = path.lastIndexOf('/node_modules/');
  if (installed >= 0) {
    const [scope = '', name = ''] = path.slice(installed + '/node_modules/'.length).split('/');
    return scope.startsWith('@') ? `${scope}/${name}` : scope;
  }
  const [folder = '', ...below] = path.slice(root.length + 1).split('/');
  // The parts of this project: `gateway/engine`, `subgraphs/products`.
  const parts = below.filter((part) => part !== 'dist' && part !== 'src').slice(0, -1);
  return `this project: ${[folder, parts[0]].filter((part) => part !== undefined).join('/')}`;
}

function add(sums: Map<string, number>, name: string, time: number): void {
  sums.set(name, (sums.get(name) ?? 0) + time);
}

const sorted = (sums: ReadonlyMap<string, number>, total: number): readonly Share[] =>
  [...sums]
    .map(([name, time]) => ({ name, share: total === 0 ? 0 : time / total }))
    .sort((a, b) => b.share - a.share);
