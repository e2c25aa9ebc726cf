import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
  await given(service, {
    facilities: [
      { code: 'hindi', name_hi: 'बंदरगाह', purpose_hi: 'निर्यात', note_en: 'Planned.' },
      { code: 'both', name_en: 'Port', name_hi: 'बंदरगाह' },
    ],
  });
});

afterAll(() => service.stop());

const query = `query ($language: Language) {
  both: facility(code: "both") { name(language: $language) languages }
  hindi: facility(code: "hindi") {
    name(language: $language) purpose(language: $language) note(language: $language) languages
  }
}`;

describe('the language of a text', () => {
  it('is the one of the argument, ahead of the header', async () => {
    const { data } = await service.execute({
      query,
      variables: { language: 'EN' },
      headers: { 'accept-language': 'hi' },
    });
    expect(data).toMatchObject({ both: { name: 'Port' } });
  });

  it('is the one of the header where there is no argument', async () => {
    const { data } = await service.execute({
      query,
      headers: { 'accept-language': 'fr, hi;q=0.8, en;q=0.5' },
    });
    expect(data).toMatchObject({ both: { name: 'बंदरगाह' } });
  });

  it('is English where neither says', async () => {
    const { data } = await service.execute({ query });
    expect(data).toMatchObject({ both: { name: 'Port', languages: ['EN', 'HI'] } });
  });

  it('is the other one where the text is not on record in it', async () => {
    const { data } = await service.execute({ query, variables: { language: 'EN' } });
    expect(data).toMatchObject({
      hindi: { name: 'बंदरगाह', purpose: 'निर्यात', note: 'Planned.', languages: ['HI'] },
    });
  });
});
