export { partners } from './subgraph.ts';
