import { runSubgraph } from '@niryat/kernel';
import { events } from './subgraph.ts';

await runSubgraph(events, 4003);
