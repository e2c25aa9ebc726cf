import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
} from 'graphql';
import { root } from '../../src/config.ts';
import { startTestGraph, type TestGraph } from '../support/graph.ts';

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly code: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const computed = ['exportFlows', 'opportunities'];

/** The lists at the root whose items have codes: all connections but what is computed from the cube of trade. */
function listsOf(schema: GraphQLSchema): GraphQLField<unknown, unknown>[] {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  return fields.filter(
    ({ name, args }) => !computed.includes(name) && args.some((arg) => arg.name === 'before'),
  );
}

const argumentType = (field: GraphQLField<unknown, unknown>, name: string) =>
  field.args.find((arg) => arg.name === name)?.type;

/** Every `orderBy` that a list takes, as it stands in a query; first none. */
function ordersOf(type: GraphQLInputType | undefined): string[] {
  const order = type && getNamedType(type);
  if (!isInputObjectType(order)) return [''];
  const by = getNamedType(order.getFields().field?.type);
  const fields = isEnumType(by) ? by.getValues().map(({ name }) => name) : [];
  const asked = fields.flatMap((field) => [
    `orderBy: { field: ${field}, direction: ASC },`,
    `orderBy: { field: ${field}, direction: DESC },`,
  ]);
  return ['', ...asked];
}

describe('a connection at the root', () => {
  let graph: TestGraph;
  let lists: GraphQLField<unknown, unknown>[];
  beforeAll(async () => {
    lists = listsOf(buildSchema(await readFile(join(root, 'schema', 'api.graphql'), 'utf8')));
    graph = await startTestGraph();
  });
  afterAll(() => graph.stop());

  const pageOf = async (list: string, args: string, cursor: string | null): Promise<Page> => {
    const { body } = await graph.gateway.query<{ list: Page }>({
      query: `query ($cursor: String) {
        list: ${list}(${args}) {
          totalCount
          nodes { code }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }`,
      variables: { cursor },
    });
    if (!body.data?.list) throw new Error(`${list}(${args}): ${JSON.stringify(body.errors)}`);
    return body.data.list;
  };

  /** The codes of all items, gathered from the first page on. */
  const forward = async (list: string, order: string): Promise<string[]> => {
    const codes: string[] = [];
    for (let cursor: string | null = null, more = true; more; ) {
      const page = await pageOf(list, `${order} first: 17, after: $cursor`, cursor);
      codes.push(...page.nodes.map(({ code }) => code));
      expect(page.totalCount).toBeGreaterThanOrEqual(codes.length);
      more = page.pageInfo.hasNextPage;
      cursor = page.pageInfo.endCursor;
    }
    return codes;
  };

  /** The same, gathered from the last page on. */
  const backward = async (list: string, order: string): Promise<string[]> => {
    const codes: string[] = [];
    for (let cursor: string | null = null, more = true; more; ) {
      const page = await pageOf(list, `${order} last: 17, before: $cursor`, cursor);
      codes.unshift(...page.nodes.map(({ code }) => code));
      more = page.pageInfo.hasPreviousPage;
      cursor = page.pageInfo.startCursor;
    }
    return codes;
  };

  it('holds every item once and in the same order, paged either way, in every order', async () => {
    expect(lists.length).toBeGreaterThanOrEqual(17);
    for (const list of lists) {
      const { totalCount } = await pageOf(list.name, 'first: 1, after: $cursor', null);
      for (const order of ordersOf(argumentType(list, 'orderBy'))) {
        const codes = await forward(list.name, order);
        expect([list.name, order, new Set(codes).size]).toEqual([list.name, order, totalCount]);
        expect(codes).toHaveLength(totalCount);
        expect(await backward(list.name, order)).toEqual(codes);
      }
    }
  });

  it('is narrowed neither by null nor by an empty list', async () => {
    for (const list of lists) {
      const filter = argumentType(list, 'filter');
      const type = filter && getNamedType(filter);
      if (!isInputObjectType(type)) continue;
      const { totalCount } = await pageOf(list.name, 'first: 1, after: $cursor', null);
      for (const field of Object.values(type.getFields())) {
        const values = String(field.type).startsWith('[') ? ['null', '[]'] : ['null'];
        for (const value of values) {
          const args = `filter: { ${field.name}: ${value} }, first: 1, after: $cursor`;
          const page = await pageOf(list.name, args, null);
          expect([list.name, args, page.totalCount]).toEqual([list.name, args, totalCount]);
        }
      }
    }
  });
});
