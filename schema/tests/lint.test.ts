import { parse } from 'graphql';
import { brokenPromises, missingCacheHints, missingDescriptions } from '../lint.ts';

describe('missing descriptions', () => {
  it('names every type, field, argument, enum value and input field that has none', () => {
    const missing = missingDescriptions(`
      type Query { towns(first: Int, filter: Filter): [Size] }
      enum Size { SMALL }
      input Filter { text: String }
    `);
    expect(missing.map((line) => line.split(' ')[0]).sort()).toEqual([
      'Filter',
      'Filter.text',
      'Query',
      'Query.towns',
      'Query.towns(filter)',
      'Query.towns(first)',
      'Size',
      'Size.SMALL',
    ]);
  });

  it('finds nothing where all is described', () => {
    expect(
      missingDescriptions('"Root." type Query { "A town." town("Its code." code: ID): String }'),
    ).toEqual([]);
  });
});

describe('promises that a subgraph cannot keep alone', () => {
  const owner = {
    name: 'products',
    document: parse(`
      type Query { district: District! }
      "A district." type District @key(fields: "code") { code: ID! name: String! state: State! }
      "A state." type State @key(fields: "code") { code: ID! }
    `),
  };
  const contributed = (fields: string) =>
    brokenPromises([
      owner,
      {
        name: 'events',
        document: parse(`
          type District @key(fields: "code") { code: ID! id: ID! @shareable ${fields} }
          "An event." type Event @key(fields: "code") { code: ID! districts: [District]! }
        `),
      },
    ]);

  it('accepts nullable contributions, keys, ids and external fields', () => {
    expect(contributed('measures: [Event!] name: String! @external')).toEqual([]);
  });

  it('refuses a non-null field on an entity of another subgraph', () => {
    expect(contributed('measures: [Event!]!')).toEqual([
      'events: District.measures is contributed to an entity of products and must be nullable',
    ]);
  });

  it.each(['twin: District!', 'twins: [District!]'])(
    'refuses the non-null reference %s',
    (field) => {
      const problems = brokenPromises([
        owner,
        {
          name: 'events',
          document: parse(`
          type District @key(fields: "code") { code: ID! }
          "An event." type Event @key(fields: "code") { code: ID! ${field} }
        `),
        },
      ]);
      expect(problems).toEqual([
        expect.stringMatching(
          /^events: Event\.twins? refers to an entity of products and must be nullable$/,
        ),
      ]);
    },
  );
});

describe('missing cache hints', () => {
  const missing = (sdl: string) => missingCacheHints([{ name: 'products', document: parse(sdl) }]);

  it('names object types without a hint, and fields of the root that give no object and have none', () => {
    expect(
      missing(`
        type Query { town: Town, size: Int, height: Int @cacheControl(maxAge: 5), any: Any }
        type Town { name: String } type Lake @cacheControl(maxAge: 5) { name: String }
        union Any = Town | Lake
      `),
    ).toEqual(['products: Query.size has no @cacheControl', 'products: Town has no @cacheControl']);
  });
});
