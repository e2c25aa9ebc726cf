import { type FuzzWay, fuzz } from './fuzz.ts';

describe('random operations over failing subgraphs', () => {
  it.each<FuzzWay>(['text', 'function', 'local'])(
    'get the answers of the stock executor, by way of %s',
    async (way) => {
      const { differences, faulty, compared } = await fuzz({ seed: 2024, operations: 60, way });
      expect(differences).toEqual([]);
      expect(compared).toBeGreaterThan(30);
      expect(faulty).toBeGreaterThan(20);
    },
    60_000,
  );
});
