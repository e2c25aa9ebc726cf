import { events } from '@niryat/events';
import type { Subgraph } from '@niryat/kernel';
import { partners } from '@niryat/partners';
import { products } from '@niryat/products';
import type { SubgraphName } from './config.ts';

/** Every subgraph of the graph by its name. */
export const subgraphs: Readonly<Record<SubgraphName, Subgraph>> = { products, partners, events };
