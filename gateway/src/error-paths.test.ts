import { pathIntoAnswer } from './error-paths.ts';

const data = { makers: [{ name: 'Asha', stand: null }], _entities: null, fair: null };

it.each([
  [['makers', 0, 'stand']],
  [['makers', 0, 'stand', 'city']],
  [['fair', 'organiser', 'name']],
  [['_entities']],
])('keeps a path that leads into the answer: %j', (path) => {
  expect(pathIntoAnswer(data, path)).toEqual(path);
});

it.each([
  [['makers', '@', 'stand'], ['makers']],
  [
    ['makers', 0, '_entities', 0],
    ['makers', 0],
  ],
  [['fair', '@', 'name'], ['fair']],
  [['makers', 7, 'stand'], ['makers']],
  [
    ['makers', 0, '__alias_1'],
    ['makers', 0],
  ],
  [['toString'], undefined],
  [['_entities', 0].slice(1), undefined],
])('cuts %j where it leaves the answer', (path, kept) => {
  expect(pathIntoAnswer(data, path)).toEqual(kept);
});

it('keeps what can be kept where there are no data', () => {
  expect(pathIntoAnswer(null, ['makers', '@', 'stand'])).toEqual(['makers']);
  expect(pathIntoAnswer(undefined, ['_entities'])).toBeUndefined();
});
