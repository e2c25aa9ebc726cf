import { jsonLog, readLogFormat } from '@niryat/telemetry';

/** Tells whoever started the process how it is getting on: a plain line, or an entry where the log is JSON. */
export function say(line: string): void {
  if (readLogFormat() === 'json') jsonLog('launcher').info(line);
  else console.log(line);
}
