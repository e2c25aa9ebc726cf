/**
 * Loaded into every process that the benchmark starts, before its program: ends the process when the
 * benchmark is gone, and takes a CPU profile when it is told to.
 */
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';

process.once('disconnect', () => process.exit(0));

let session: Session | undefined;

/** Microseconds between two samples: fine enough to see functions, rare enough not to slow them. */
const INTERVAL = 500;

process.on('message', async (message: unknown) => {
  if (message === 'profile') {
    session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
    await session.post('Profiler.start');
    process.send?.({ profiling: true });
  } else if (session && typeof message === 'object' && message && 'writeProfile' in message) {
    const { profile } = await session.post('Profiler.stop');
    await writeFile(String(message.writeProfile), JSON.stringify(profile));
    session.disconnect();
    process.send?.({ profiled: true });
  }
});

// Listening alone must not keep a program alive that would end.
process.channel?.unref();
