import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { stringifyAnswer } from '../../src/engine/answer-text.ts';
import { createCompiledEngine } from '../../src/engine/engine.ts';
import { httpTransport } from '../../src/engine/transport/http.ts';

/**
 * Serves a supergraph by the compiled engine and nothing else of the gateway, for the public audit:
 * node --conditions=source --import tsx gateway/tests/engine/serve.ts --supergraph FILE --port N
 */
const { values } = parseArgs({
  options: {
    supergraph: { type: 'string' },
    port: { type: 'string', default: '4000' },
    'no-mends': { type: 'boolean', default: false },
    objects: { type: 'boolean', default: false },
  },
});
if (!values.supergraph) throw new Error('--supergraph must name a file.');
const server = new ApolloServer({
  gateway: createCompiledEngine({
    supergraphSdl: await readFile(values.supergraph, 'utf8'),
    transport: ({ url }) => httpTransport(url),
    answers: values.objects ? 'object' : 'text',
    mends: !values['no-mends'],
  }),
  stringifyResult: stringifyAnswer,
});
const listen = { host: '127.0.0.1', port: Number(values.port), path: '/graphql' };
const { url } = await startStandaloneServer(server, { listen });
console.log(`ready at ${url}`);
