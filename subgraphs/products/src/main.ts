import { runSubgraph } from '@niryat/kernel';
import { products } from './subgraph.ts';

await runSubgraph(products, 4001);
