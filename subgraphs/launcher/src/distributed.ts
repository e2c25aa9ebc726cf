/**
 * `npm run start:distributed`: the gateway and each subgraph as processes of their own that talk HTTP, as the
 * images run them. The embedded database serves all where none is configured.
 */
import { endWith, failWith } from '@niryat/kernel';
import { readTelemetryConfig } from '@niryat/telemetry';
import { type LauncherConfig, readConfig, subgraphNames } from './config.ts';
import { provideDatabase } from './database.ts';
import { type Member, type MemberName, startMember } from './members.ts';

/** Starts a process that says when it has ended. */
async function start(name: MemberName, environment: Record<string, string>): Promise<Member> {
  const member = await startMember(name, environment);
  void member.ended.then(() => console.error(`${name} has ended.`));
  return member;
}

/** Starts the subgraphs side by side, then the gateway; stops what runs when one of them cannot. */
async function startMembers(config: LauncherConfig, urls: Readonly<Record<string, string>>) {
  const members: Member[] = [];
  try {
    const results = await Promise.allSettled(
      subgraphNames.map((name, i) =>
        start(name, {
          HOST: '127.0.0.1',
          PORT: String(config.subgraphPorts[name]),
          DATABASE_URL: urls[name] ?? '',
          ...metricsPort(i + 1),
        }),
      ),
    );
    for (const result of results) if (result.status === 'fulfilled') members.push(result.value);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    const addresses = members.map(({ name, url }) => [`${name.toUpperCase()}_URL`, url]);
    const gateway = await start('gateway', {
      ...Object.fromEntries(addresses),
      HOST: config.host,
      PORT: String(config.port),
    });
    members.unshift(gateway);
    return { url: gateway.url, stop: () => stopAll(members) };
  } catch (error) {
    await stopAll(members);
    throw error;
  }
}

/** Parts on one machine cannot share the port of metrics: the gateway has it, the subgraphs those after it. */
function metricsPort(after: number): Readonly<Record<string, string>> {
  const port = readTelemetryConfig().metrics?.port;
  return port ? { METRICS_PORT: String(port + after) } : {};
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
