import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unsizedLists } from '../list-sizes.ts';
import { root } from '../sources.ts';

const read = (file: string) => readFileSync(join(root, 'schema', file), 'utf8');

describe('the lengths of lists', () => {
  it('are told for every list of the public schema', () => {
    expect(unsizedLists(read('api.graphql'), read('supergraph.graphql'))).toEqual([]);
  });

  it('are missed where neither the list nor a field that returns its type tells them', () => {
    const types = (sizes: { readonly towns: string; readonly page: string }) => `
      type Query { towns: [Town!]! ${sizes.towns} page(first: Int): Page! ${sizes.page} }
      type Page { nodes: [Town!]! }
      type Town { name: String! }
    `;
    const api = types({ towns: '', page: '' });
    expect(unsizedLists(api, api)).toEqual([
      'Query.towns is a list without @listSize',
      'Page.nodes is a list without @listSize',
    ]);
    const told = types({
      towns: '@listSize(assumedSize: 9)',
      page: '@listSize(slicingArguments: ["first"], sizedFields: ["nodes"])',
    });
    expect(unsizedLists(api, told)).toEqual([]);
  });
});
