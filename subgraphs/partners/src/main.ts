import { runSubgraph } from '@niryat/kernel';
import { partners } from './subgraph.ts';

await runSubgraph(partners, 4002);
