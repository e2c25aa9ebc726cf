import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges, parse } from 'graphql';
import { root } from '../sources.ts';
import { strangeTags } from '../variants.ts';

const tagged = (sdl: string): string[] => strangeTags([{ name: 'products', document: parse(sdl) }]);

describe('tags', () => {
  it('of the variants are accepted on all that can be hidden', () => {
    expect(
      tagged(`
        type Query { a(b: In @tag(name: "partner")): E @tag(name: "public") }
        input In @tag(name: "internal") { c: Int @tag(name: "internal") }
        enum E { F @tag(name: "partner") }
      `),
    ).toEqual([]);
  });

  it.each([
    [
      'type Query { a: Int @tag(name: "internl") }',
      'products: Query.a has the tag "internl", which is none of public, partner, internal',
    ],
    [
      'type Query { a(b: Int @tag(name: "Partner")): Int }',
      'products: Query.a.b has the tag "Partner", which is none of public, partner, internal',
    ],
    [
      'type Query { a: Int } enum E { F @tag(name: "") }',
      'products: E.F has the tag "", which is none of public, partner, internal',
    ],
    [
      'type Query { a: Int } input In @tag(name: "partner") @tag(name: "internal") { b: Int }',
      'products: In has the tags partner, internal: one is enough',
    ],
  ])('are refused: %s', (sdl, problem) => {
    expect(tagged(sdl)).toEqual([problem]);
  });
});

describe('the schemas of the variants', () => {
  const schema = (file: string) => buildSchema(readFileSync(join(root, 'schema', file), 'utf8'));
  const [open, partner, internal] = ['api', 'api.partner', 'api.internal'].map((name) =>
    schema(`${name}.graphql`),
  );

  it.each([
    ['partners', open, partner],
    ['the house', partner, internal],
  ])('take nothing from what is narrower, and give %s more', (_, narrow, wide) => {
    if (!narrow || !wide) throw new Error('a schema is missing');
    expect(findBreakingChanges(narrow, wide)).toEqual([]);
    expect(findBreakingChanges(wide, narrow)).not.toEqual([]);
  });
});
