/** A subgraph of the shop as a process that counts. Arguments: name, port. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { shopSchema, shopSubgraphs } from '../shop/subgraphs.ts';
import { tellCounters } from './counters.ts';

const [asked = '', port = ''] = process.argv.slice(2);
const name = shopSubgraphs.find((known) => known === asked);
if (!name) throw new Error(`The shop has no subgraph "${asked}".`);
let calls = 0;
tellCounters(() => ({ calls, sql: 0 }));
await startStandaloneServer(new ApolloServer({ schema: shopSchema(name) }), {
  context: async () => {
    calls += 1;
    return {};
  },
  listen: { host: '127.0.0.1', port: Number(port) },
});
