export { events } from './subgraph.ts';
