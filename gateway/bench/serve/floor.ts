/**
 * What no gateway can go below on `node:http`: the request is read, and an answer that lay ready is
 * sent as bytes, or written by `JSON.stringify` each time. Arguments: `bytes` or `stringify`, folder of
 * the answers, port. The answer is named by the query string.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [how = '', folder = '', port = ''] = process.argv.slice(2);
const answers = new Map(
  readdirSync(folder).map((file) => {
    const bytes = readFileSync(join(folder, file));
    return [file.replace(/\.json$/, ''), { bytes, value: JSON.parse(bytes.toString()) }];
  }),
);
const none = { bytes: Buffer.from('{}'), value: {} };

createServer((request, response) => {
  request.resume().once('end', () => {
    const name = request.url?.slice(request.url.indexOf('?') + 1) ?? '';
    const { bytes, value } = answers.get(name) ?? none;
    const body = how === 'bytes' ? bytes : Buffer.from(JSON.stringify(value));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
}).listen(Number(port), '127.0.0.1');
