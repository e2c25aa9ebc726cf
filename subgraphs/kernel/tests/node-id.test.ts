import { nearest } from '../src/graphql/nearest.ts';
import { fromNodeId, toNodeId } from '../src/graphql/node-id.ts';

describe('the id of a record', () => {
  it('gives back the type and the code that it was made of', () => {
    const id = toNodeId('Cluster', 'bhadohi-carpet');
    expect(fromNodeId(id)).toEqual({ type: 'Cluster', code: 'bhadohi-carpet' });
    expect(id).not.toContain('Cluster');
  });

  it.each(['', 'garbage', 'Cluster:bhadohi-carpet', Buffer.from('no colon').toString('base64url')])(
    'knows that %j is no id',
    (text) => {
      expect(fromNodeId(text)).toBeUndefined();
    },
  );
});

describe('the nearest codes', () => {
  const codes = ['up-agra', 'up-aligarh', 'up-bhadohi', 'jk-srinagar'];

  it('suggests what a misspelt code may have meant, best first', () => {
    expect(nearest('up-agraa', codes)).toEqual(['up-agra']);
    expect(nearest('bhadohi', codes)).toEqual(['up-bhadohi']);
    expect(nearest('japna', ['japan', 'jordan'])).toEqual(['japan']);
  });

  it('suggests nothing for a code that is like none', () => {
    expect(nearest('zzzzzz', codes)).toEqual([]);
  });
});
