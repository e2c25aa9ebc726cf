/**
 * `npm run start:distributed`: the gateway and each subgraph as processes of their own that talk HTTP, as the
 * images run them. The embedded database serves all where none is configured.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { endWith, failWith } from '@niryat/kernel';
import { type LauncherConfig, readConfig, root, subgraphNames } from './config.ts';
import { provideDatabase } from './database.ts';

/** A process of ours. */
interface Member {
  readonly name: string;
  /** What it said when it was ready: its address. */
  readonly url: string;
  /** Ends it and waits until it has ended. */
  stop(): Promise<void>;
}

/** Sources run through tsx, compiled files as they are: the same as this very process. */
const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
const folder = extension === 'ts' ? 'src' : 'dist';

/** The environment without the files of secrets: what they hold was read here and is handed on. */
const withoutFiles = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/(DATABASE_URL|POSTGRES_PASSWORD)(_FILE)?$/.test(name),
    ),
  );

/**
 * Starts a process and waits until it is ready. It ends by itself when this one does, however that ends,
 * because its channel to this one closes then.
 *
 * @throws {Error} when it ends before it is ready; it has said why on standard error.
 */
async function start(
  name: string,
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<Member> {
  const child = fork(script, { env: { ...withoutFiles(), ...environment } });
  const ended = once(child, 'exit');
  const ready = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
  if (ready === undefined) throw new Error(`${name} did not start.`);
  child.once('exit', () => {
    console.error(`${name} has ended.`);
  });
  const [message]: { ready: string }[] = ready;
  return {
    name,
    url: message?.ready ?? '',
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Starts the subgraphs side by side, then the gateway; stops what runs when one of them cannot. */
async function startMembers(config: LauncherConfig, urls: Readonly<Record<string, string>>) {
  const members: Member[] = [];
  try {
    const results = await Promise.allSettled(
      subgraphNames.map((name) =>
        start(name, join(root, 'subgraphs', name, folder, `main.${extension}`), {
          HOST: '127.0.0.1',
          PORT: String(config.subgraphPorts[name]),
          DATABASE_URL: urls[name] ?? '',
        }),
      ),
    );
    for (const result of results) if (result.status === 'fulfilled') members.push(result.value);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    const addresses = members.map(({ name, url }) => [`${name.toUpperCase()}_URL`, url]);
    const gateway = await start(
      'gateway',
      join(root, 'subgraphs', 'launcher', folder, `gateway-process.${extension}`),
      { ...Object.fromEntries(addresses), HOST: config.host, PORT: String(config.port) },
    );
    members.unshift(gateway);
    return { url: gateway.url, stop: () => stopAll(members) };
  } catch (error) {
    await stopAll(members);
    throw error;
  }
}

/** The gateway is the first: it ends before those that it asks. */
async function stopAll([gateway, ...others]: readonly Member[]): Promise<void> {
  await gateway?.stop();
  await Promise.all(others.map((member) => member.stop()));
}

try {
  const config = readConfig();
  const database = await provideDatabase(config, console.log);
  try {
    const members = await startMembers(config, database.urls);
    endWith(async () => {
      await members.stop();
      await database.stop();
    });
    console.log(`Niryat Graph is ready at ${members.url}, each part in a process of its own.`);
  } catch (error) {
    await database.stop();
    throw error;
  }
} catch (error) {
  failWith(error);
}
