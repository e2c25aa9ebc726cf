import { serverAudits } from 'graphql-http';
import { createGatewayServer, type EngineKind, type GatewayServer } from '../../src/index.ts';
import { localOptions } from '../fixture.ts';

/** What GraphQL over HTTP leaves to servers, and this one declines: a GET that any page's form could send. */
const DECLINED = ['5A70', 'D6D5', '6A70'];

describe.each<EngineKind>(['compiled', 'stock'])(
  'the audit of GraphQL over HTTP, engine %s',
  (engine) => {
    let gateway: GatewayServer;
    let url: string;
    beforeAll(async () => {
      gateway = await createGatewayServer({ ...localOptions(), engine });
      ({ url } = await gateway.listen({ host: '127.0.0.1', port: 0 }));
    });
    afterAll(() => gateway.stop());

    it.each(serverAudits({ url: () => url }).map((audit) => [audit.name, audit] as const))(
      '%s',
      async (name, audit) => {
        const { status, ...result } = await audit.fn();
        if (DECLINED.includes(audit.id))
          expect([name, status]).toEqual([expect.stringMatching(/^MAY/), 'notice']);
        else
          expect({ status, reason: 'reason' in result ? result.reason : undefined }).toEqual({
            status: 'ok',
          });
      },
    );
  },
);
