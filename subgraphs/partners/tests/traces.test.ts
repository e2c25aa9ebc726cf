import { startTestService, type TestService } from '@niryat/kernel/testing';
import { partners } from '../src/subgraph.ts';

const ASKED = { 'apollo-federation-include-trace': 'ftv1' };

describe.each([
  [true, 'where it is switched on', expect.any(String)],
  [false, 'where it is not', undefined],
])('a trace of the resolvers', (traces, where, expected) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(partners, { traces });
  });
  afterAll(() => service.stop());

  it(`goes to who asks for it, ${where}`, async () => {
    const query = '{ __typename }';
    const asked = await service.execute({ query, headers: ASKED });
    const unasked = await service.execute({ query });
    expect([asked.extensions?.ftv1, unasked.extensions?.ftv1]).toEqual([expected, undefined]);
  });
});
