export { products } from './subgraph.ts';
