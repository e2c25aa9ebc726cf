import { getOperationAST, parse } from 'graphql';
import { clientError, pathIntoAnswer } from '../../src/engine/errors.ts';
import { fragmentsOf } from '../../src/engine/selection.ts';

const document = parse(`
  query ($x: Boolean!) {
    list { ...Part own_t: title }
    secret: hidden @skip(if: true)
    seen @include(if: $x)
  }
  fragment Part on Item { maker { name } }
`);
const operation = getOperationAST(document);
if (!operation) throw new Error('no operation');
const client = {
  selectionSet: operation.selectionSet,
  fragments: fragmentsOf(document),
  conditions: { x: false },
  shown: new Map([['own_t', 't']]),
};

describe('pathIntoAnswer', () => {
  it('keeps a path that the client has asked for, through fragments', () => {
    expect(pathIntoAnswer(['list', 0, 'maker', 'name'], client)).toEqual([
      'list',
      0,
      'maker',
      'name',
    ]);
  });

  it('ends where only the plan has asked for more', () => {
    expect(pathIntoAnswer(['list', 2, 'id'], client)).toEqual(['list', 2]);
    expect(pathIntoAnswer(['_entities', 0, 'name'], client)).toEqual([]);
  });

  it('gives the names that the client sees', () => {
    expect(pathIntoAnswer(['list', 0, 'own_t'], client)).toEqual(['list', 0, 't']);
  });

  it('knows what is skipped', () => {
    expect(pathIntoAnswer(['secret'], client)).toEqual([]);
    expect(pathIntoAnswer(['seen'], client)).toEqual([]);
  });
});

describe('clientError', () => {
  it('keeps code and extensions, and adds the name of the subgraph', () => {
    const error = { message: 'No.', extensions: { code: 'NOT_FOUND', argument: 'id' } };
    expect(clientError(error, 'makers', ['list', 0]).toJSON()).toEqual({
      message: 'No.',
      path: ['list', 0],
      extensions: { code: 'NOT_FOUND', argument: 'id', serviceName: 'makers' },
    });
  });

  it('has a message and a code where the subgraph gave none, and no empty path', () => {
    expect(clientError({ message: '' }, 'makers', []).toJSON()).toEqual({
      message: 'Error while fetching subquery from service "makers"',
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'makers' },
    });
  });
});
