import { startTestService, type TestService } from '@niryat/kernel/testing';
import { partners } from '../src/index.ts';
import { asking, codesOf, entities } from './ask.ts';
import { rowsIn } from './rows.ts';

let service: TestService;
const { ask, fail } = asking(() => service);

beforeAll(async () => {
  service = await startTestService(partners);
  const rows = rowsIn(service.db);
  await rows.source();
  await rows.country('JP');
  await rows.country('FJ');
  await rows.mission('embassy-suva', 'FJ');
  await rows.mission('consulate-osaka', 'JP', { kind: 'CONSULATE_GENERAL' });
  await rows.accreditation('embassy-suva', 'JP');
  await rows.agreement('planned', ['JP'], { status: 'UNDER_NEGOTIATION' });
  await rows.agreement('signed-long-ago', ['JP']);
  await rows.requirement('leather-rule', { countryCode: 'JP', sectorCode: 'leather' });
  await rows.requirement('toy-rule', { countryCode: 'JP', sectorCode: 'toys' });
  await rows.requirement('world-rule');
  await rows.organisation('a-national-council', { sectorCodes: ['leather'] });
  await rows.organisation('b-state-office', { stateCode: 'IN-UP' });
  await rows.organisation('c-toy-council', { sectorCodes: ['toys'] });
  await rows.organisation('d-other-state', { stateCode: 'IN-JK' });
  await rows.organisation('e-abroad', { countryCode: 'JP', sectorCodes: ['leather'] });
  await rows.partnership('with-osaka', { missionCode: 'consulate-osaka', since: '2021' });
  await rows.partnership('with-japan', { countryCode: 'JP', since: '2022' });
  await rows.partnership('of-kashmir', { countryCode: 'JP', stateCode: 'IN-JK' });
});

afterAll(() => service.stop());

const keyOf = (...args: unknown[]) => Buffer.from(JSON.stringify(args)).toString('base64url');

const selection = `key missions { code } tradeAgreements { code } marketRequirements { code }
  partnerships { code } organisations { code }`;

const brief = async (...args: unknown[]) => {
  const { _entities } = await ask(entities('ExportBrief', selection), {
    of: [{ __typename: 'ExportBrief', key: keyOf(...args) }],
  });
  return _entities[0];
};

describe('the part of an export brief that this subgraph fills in', () => {
  it('is what concerns the sector, the state and the country', async () => {
    const found = await brief('IN-UP', 'JP', 'leather', null);
    expect(found.key).toBe(keyOf('IN-UP', 'JP', 'leather', null));
    expect(codesOf(found.missions)).toEqual(['embassy-suva', 'consulate-osaka']);
    expect(codesOf(found.tradeAgreements)).toEqual(['signed-long-ago', 'planned']);
    expect(codesOf(found.marketRequirements)).toEqual(['leather-rule', 'world-rule']);
    expect(codesOf(found.partnerships)).toEqual(['with-japan', 'with-osaka']);
    expect(codesOf(found.organisations)).toEqual(['b-state-office', 'a-national-council']);
  });

  it('is about the sectors of the products where no sector was asked for', async () => {
    const found = await brief('IN-UP', 'JP', ['leather'], null);
    expect(codesOf(found.marketRequirements)).toEqual(['leather-rule', 'world-rule']);
    expect(codesOf(found.organisations)).toEqual(
      codesOf((await brief('IN-UP', 'JP', null, null)).organisations),
    );
  });

  it('is about all sectors where the brief is', async () => {
    const found = await brief('IN-UP', 'JP', null, null);
    expect(codesOf(found.marketRequirements)).toEqual(['leather-rule', 'toy-rule', 'world-rule']);
    expect(codesOf(found.organisations)).toEqual([
      'b-state-office',
      'a-national-council',
      'c-toy-council',
    ]);
  });

  it('is null with the nearest codes where the country is unknown', async () => {
    const { data, error } = await fail(entities('ExportBrief', 'key'), {
      of: [{ __typename: 'ExportBrief', key: keyOf('IN-UP', 'JX', null, null) }],
    });
    expect(data._entities).toEqual([null]);
    expect(error.extensions).toMatchObject({ code: 'NOT_FOUND', suggestions: ['JP'] });
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['no list', Buffer.from('{"state":"IN-UP"}').toString('base64url')],
    ['a list that is too short', keyOf('IN-UP', 'JP')],
    ['a state that is none', keyOf('UP', 'JP', null, null)],
    ['a country that is none', keyOf('IN-UP', 'Japan', null, null)],
    ['a sector that is no text', keyOf('IN-UP', 'JP', 5, null)],
    ['a product that is empty', keyOf('IN-UP', 'JP', null, '')],
  ])('is refused for a key that holds %s', async (_, key) => {
    const { data, error } = await fail(entities('ExportBrief', 'key'), {
      of: [{ __typename: 'ExportBrief', key }],
    });
    expect(data._entities).toEqual([null]);
    expect(error.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'key',
      given: key,
    });
  });
});
