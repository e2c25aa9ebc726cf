import { fromNodeId } from '@niryat/kernel';
import { type Questions, startQuestions, valuesAt } from './asking.ts';

let questions: Questions;
beforeAll(async () => {
  questions = await startQuestions();
});
afterAll(() => questions.graph.stop());

/** The feeds by the name of their variable. */
const feeds = {
  products: 'productChanges',
  partners: 'partnerChanges',
  events: 'eventChanges',
} as const;

describe('q21: what changed since my last run', () => {
  it('begins with the records of the first load, those of each subgraph in its own feed', async () => {
    const data = await questions.answer('q21');
    expect(valuesAt(data, 'productChanges.nodes').slice(0, 2)).toEqual([
      expect.objectContaining({
        action: 'CREATED',
        typeName: 'State',
        fields: [],
        reason: null,
        at: expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/),
      }),
      expect.objectContaining({ action: 'CREATED', typeName: 'State' }),
    ]);
    for (const feed of Object.values(feeds)) {
      expect(valuesAt(data, `${feed}.nodes`)).toHaveLength(50);
      expect(valuesAt(data, `${feed}.pageInfo.hasNextPage`)).toEqual([true]);
      const [last] = valuesAt(data, `${feed}.nodes.cursor`).slice(-1);
      expect(valuesAt(data, `${feed}.pageInfo.endCursor`)).toEqual([last]);
    }
    expect(valuesAt(data, 'partnerChanges.nodes.typeName')[0]).toBe('Country');
    expect(valuesAt(data, 'eventChanges.nodes.typeName')[0]).toBe('Person');
  });

  it('names the version of the data, to cite', async () => {
    const data = await questions.answer('q21');
    expect(valuesAt(data, 'datasetVersions')).toEqual([
      {
        version: '1',
        publishedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/),
        note: expect.any(String),
      },
    ]);
  });

  it('gives every record once when followed to the end, and then only what is new', async () => {
    const cursors: Record<string, string> = {};
    const seen: Record<string, string[]> = { products: [], partners: [], events: [] };
    for (let more = true; more; ) {
      const data = await questions.answer('q21', cursors);
      more = false;
      for (const [name, feed] of Object.entries(feeds)) {
        seen[name]?.push(...(valuesAt(data, `${feed}.nodes.nodeId`) as string[]));
        const [end] = valuesAt(data, `${feed}.pageInfo.endCursor`);
        if (typeof end === 'string') cursors[name] = end;
        if (valuesAt(data, `${feed}.pageInfo.hasNextPage`)[0] === true) more = true;
      }
    }
    for (const ids of Object.values(seen)) expect(new Set(ids).size).toBe(ids.length);
    const types = (name: string) => [...new Set(seen[name]?.map((id) => fromNodeId(id)?.type))];
    expect(types('products')).toEqual([
      'State',
      'District',
      'Sector',
      'Product',
      'Cluster',
      'Facility',
      'Target',
    ]);
    expect(types('partners')).toEqual([
      'Country',
      'Mission',
      'Organisation',
      'TradeAgreement',
      'MarketRequirement',
    ]);
    expect(types('events')).toEqual(['Person', 'Event', 'Measure', 'Delegation', 'Commitment']);
    const { db } = questions.graph.services.events;
    await db.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO events.changes (action, type_name, code, fields, reason)
         VALUES ('UPDATED', 'Event', 'meet-at-agra-2022', '{status}', 'It was called off.')`,
      );
    });
    const data = await questions.answer('q21', cursors);
    expect(valuesAt(data, 'productChanges.nodes')).toEqual([]);
    expect(valuesAt(data, 'productChanges.pageInfo.endCursor')).toEqual([null]);
    expect(valuesAt(data, 'eventChanges.nodes')).toEqual([
      expect.objectContaining({
        action: 'UPDATED',
        fields: ['status'],
        reason: 'It was called off.',
      }),
    ]);
  });

  it('gives ids that `node` knows', async () => {
    const data = await questions.answer('q21');
    const ids = Object.values(feeds).map((feed) => valuesAt(data, `${feed}.nodes.nodeId`)[0]);
    const { body } = await questions.graph.gateway.query({
      query:
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Person { name } ... on Country { name } ... on State { name } } }',
      variables: { ids },
    });
    expect(body.errors).toBeUndefined();
    expect(valuesAt(body.data, 'nodes.name').filter(Boolean)).toHaveLength(3);
  });

  it('refuses the cursor of another feed, naming the argument', async () => {
    const data = await questions.answer('q21');
    const [products] = valuesAt(data, 'productChanges.pageInfo.endCursor');
    const { answer } = await questions.ask('q21', { partners: products });
    expect(answer.body.errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'after' } },
    ]);
  });
});
