import { EntitySchema } from 'typeorm';
import type { Columns } from '../database/columns.ts';

/** A row of `search_documents`: a record that can be found. */
export interface SearchDocument {
  /** The GraphQL type of the record. */
  readonly typeName: string;
  readonly code: string;
  /** The name by which equally good records are ordered. */
  readonly name: string;
  /** How many telling words that name has. */
  readonly nameLength: number;
}

/** A row of `search_words`: a form of a word that stands in some record, to be found by its beginning or misspelt. */
export interface SearchWord {
  readonly word: string;
}

/** A row of `search_spellings`: a spelling of a word, as `spellingsOf` has them. */
export interface SearchSpelling {
  readonly spelling: string;
  readonly word: string;
}

/**
 * A row of `search_postings`: that a record holds a form of a word, two neighbouring ones written as one, or
 * a whole name (`wholeName`), and how much that tells of it (0 to 1).
 */
export interface SearchPosting {
  readonly word: string;
  readonly typeName: string;
  readonly code: string;
  readonly weight: number;
}

/** A row of `search_aliases`: a name in everyday use that the record itself does not bear. */
export interface SearchAlias {
  readonly typeName: string;
  readonly code: string;
  readonly alias: string;
  readonly language: string;
}

const key = (table: string, name?: string) => ({
  ...(name === undefined ? {} : { name }),
  type: 'text' as const,
  primary: true,
  primaryKeyConstraintName: `${table}_pkey`,
});

/** Words compare by their bytes, whatever the database does, so that an index knows those with one beginning. */
const bytes = { collation: 'C' } as const;

const SearchDocumentEntity = new EntitySchema<SearchDocument>({
  name: 'SearchDocument',
  tableName: 'search_documents',
  columns: {
    typeName: key('search_documents', 'type_name'),
    code: key('search_documents'),
    name: { type: 'text' },
    nameLength: { name: 'name_length', type: 'integer' },
  } satisfies Columns<SearchDocument>,
});

const SearchWordEntity = new EntitySchema<SearchWord>({
  name: 'SearchWord',
  tableName: 'search_words',
  columns: { word: { ...key('search_words'), ...bytes } } satisfies Columns<SearchWord>,
  // TypeORM cannot describe a GIN index, so it is told to leave it alone.
  indices: [{ name: 'search_words_word_idx', columns: ['word'], synchronize: false }],
});

const SearchSpellingEntity = new EntitySchema<SearchSpelling>({
  name: 'SearchSpelling',
  tableName: 'search_spellings',
  columns: {
    spelling: { ...key('search_spellings'), ...bytes },
    word: { ...key('search_spellings'), ...bytes },
  } satisfies Columns<SearchSpelling>,
});

const SearchPostingEntity = new EntitySchema<SearchPosting>({
  name: 'SearchPosting',
  tableName: 'search_postings',
  columns: {
    word: { ...key('search_postings'), ...bytes },
    typeName: key('search_postings', 'type_name'),
    code: key('search_postings'),
    weight: { type: 'real' },
  } satisfies Columns<SearchPosting>,
  foreignKeys: [
    {
      target: 'SearchDocument',
      name: 'search_postings_document_fkey',
      columnNames: ['typeName', 'code'],
      referencedColumnNames: ['typeName', 'code'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [{ name: 'search_postings_document_idx', columns: ['typeName', 'code'] }],
});

const SearchAliasEntity = new EntitySchema<SearchAlias>({
  name: 'SearchAlias',
  tableName: 'search_aliases',
  columns: {
    typeName: key('search_aliases', 'type_name'),
    code: key('search_aliases'),
    alias: key('search_aliases'),
    language: { type: 'text' },
  } satisfies Columns<SearchAlias>,
});

/** The tables of a subgraph's search: its index, which follows from its records, and the aliases of the seed. */
export const searchEntities = [
  SearchDocumentEntity,
  SearchWordEntity,
  SearchSpellingEntity,
  SearchPostingEntity,
  SearchAliasEntity,
] as readonly EntitySchema[];
