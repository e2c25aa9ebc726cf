import { createGatewayServer, type SubgraphExecutor } from '@niryat/gateway';
import { readSupergraph } from '../../src/graph.ts';
import { startTestGraph, type TestGraph } from '../support/graph.ts';

const BRIEF = `{ exportBrief(state: "IN-UP", country: "JP", sector: "carpets") {
  trade { fiscalYear }
  country { name }
  marketRequirements { name }
  events { code }
} }`;

describe('the parts of an export brief', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph();
  });
  afterAll(() => graph.stop());

  it('are asked for side by side: neither sibling answers before both have been asked', async () => {
    const waiting = ['partners', 'events'] as const;
    const asked = new Set<string>();
    let open: () => void = () => undefined;
    const bothAsked = new Promise<void>((resolve) => {
      open = resolve;
    });
    const heldBack =
      (name: (typeof waiting)[number]): SubgraphExecutor =>
      async (request) => {
        asked.add(name);
        if (asked.size === waiting.length) open();
        await bothAsked;
        return graph.services[name].execute(request);
      };
    const gateway = await createGatewayServer({
      supergraphSdl: await readSupergraph(),
      subgraphs: {
        products: graph.services.products.execute,
        partners: heldBack('partners'),
        events: heldBack('events'),
      },
    });
    const { body } = await gateway.query({ query: BRIEF });
    await gateway.stop();
    // One after the other, the first would wait for the second until its deadline passes, which is an error.
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({
      exportBrief: { country: { name: 'Japan' }, events: expect.any(Array) },
    });
  });
});
