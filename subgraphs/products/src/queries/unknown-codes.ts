import { nearest } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import type { UnknownCode } from '../metrics/flow-notes.ts';
import { type CodedType, codesOf } from './codes.ts';
import { isGiven } from './conditions.ts';
import type { FlowFilter } from './flow-plan.ts';

/** The fields of the filter that hold codes, and of what. */
const registers = {
  origin: 'State',
  sector: 'Sector',
  commodity: 'Commodity',
  hsChapter: 'HSChapter',
  country: 'Country',
} as const satisfies Partial<Record<keyof FlowFilter, CodedType>>;

/**
 * The codes of a filter that nothing on record has, each with those nearest to it. It takes a statement for each field
 * that is given: ask where an answer is empty, which such a code makes it.
 */
export async function unknownCodes(db: DataSource, filter: FlowFilter): Promise<UnknownCode[]> {
  const found = await Promise.all(
    Object.entries(registers).map(async ([name, type]) => {
      const field = name as keyof typeof registers;
      const given = filter[field];
      if (!isGiven(given)) return [];
      const known = await codesOf(db, type);
      if (field === 'origin') known.push('IN');
      return given
        .filter((code) => !known.includes(code))
        .map((code) => ({ field, code, nearest: nearest(code, known) }));
    }),
  );
  return found.flat();
}
