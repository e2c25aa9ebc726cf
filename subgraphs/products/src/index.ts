export * from './import/index.ts';
export { products } from './subgraph.ts';
