import { toNodeId } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { events } from '../src/index.ts';
import {
  ask,
  codes,
  on,
  putCommitments,
  putEvents,
  putParticipations,
  putPeople,
  putSources,
} from './support.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(events);
  const { db } = service;
  await putSources(db);
  await putPeople(
    db,
    {
      code: 'secretary',
      nameEn: 'Zoya',
      nameHi: 'ज़ोया',
      roleEn: 'Secretary',
      roleHi: 'सचिव',
      organisationEn: 'Department',
      organisationHi: 'विभाग',
      organisationCode: 'up-dept',
    },
    { code: 'envoy', nameEn: 'Asha', roleEn: 'Ambassador', missionCode: 'embassy-tokyo' },
    { code: 'unattached', nameEn: null, nameHi: 'बिना पद' },
  );
  await putEvents(
    db,
    { code: 'early', ...on('2021-01-01') },
    { code: 'late', ...on('2022-01-01') },
  );
  await putParticipations(
    db,
    { eventCode: 'early', kind: 'PERSON', personCode: 'secretary', role: 'SPEAKER' },
    { eventCode: 'late', kind: 'PERSON', personCode: 'secretary', role: 'CHAIR' },
  );
  await putCommitments(
    db,
    { code: 'first-word', eventCode: 'early', personCode: 'secretary' },
    { code: 'last-word', eventCode: 'late', personCode: 'secretary' },
  );
});
afterAll(() => service.stop());

const list = async (args: string): Promise<string[]> =>
  codes((await ask(service, `{ people${args} { nodes { code } } }`)).people);

it('tells the office, the events and the commitments of a person', async () => {
  const { person } = await ask(
    service,
    `{ person(code: "secretary") { id code name role organisation affiliation { __typename ... on Organisation { code } }
       events { code } commitments { code } sources { code } languages } }`,
    {},
    { 'accept-language': 'hi' },
  );
  expect(person).toEqual({
    id: toNodeId('Person', 'secretary'),
    code: 'secretary',
    name: 'ज़ोया',
    role: 'सचिव',
    organisation: 'विभाग',
    affiliation: { __typename: 'Organisation', code: 'up-dept' },
    events: [{ code: 'late' }, { code: 'early' }],
    commitments: [{ code: 'last-word' }, { code: 'first-word' }],
    sources: [{ code: 's1' }],
    languages: ['EN', 'HI'],
  });
});

it('has a mission or nothing as affiliation', async () => {
  const { envoy, unattached } = await ask(
    service,
    `{ envoy: person(code: "envoy") { affiliation { __typename ... on Mission { code } } }
       unattached: person(code: "unattached") { affiliation { __typename } role organisation events { code } } }`,
  );
  expect(envoy.affiliation).toEqual({ __typename: 'Mission', code: 'embassy-tokyo' });
  expect(unattached).toEqual({ affiliation: null, role: null, organisation: null, events: [] });
});

it('lists by English name', async () => {
  expect(await list('')).toEqual(['envoy', 'secretary', 'unattached']);
});

it.each([
  ['organisation: ["up-dept"]', ['secretary']],
  ['mission: ["embassy-tokyo"]', ['envoy']],
  ['organisation: ["up-dept"], mission: ["embassy-tokyo"]', []],
  ['text: "ambassador"', ['envoy']],
  ['text: "सचिव"', ['secretary']],
])('narrows the list to {%s}', async (filter, expected) => {
  expect(await list(`(filter: {${filter}})`)).toEqual(expected);
});

it('pages the list', async () => {
  const { people } = await ask(
    service,
    '{ people(first: 2) { totalCount edges { cursor node { code } } pageInfo { endCursor } } }',
  );
  expect(people.totalCount).toBe(3);
  expect(await list(`(after: "${people.pageInfo.endCursor}")`)).toEqual(['unattached']);
});

it('is null with the nearest codes where there is none', async () => {
  const { data, errors } = await service.execute({ query: '{ person(code: "envoi") { code } }' });
  expect(data).toEqual({ person: null });
  expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', suggestions: ['envoy'] } }]);
});
