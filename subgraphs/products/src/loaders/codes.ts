import { argumentsLoader } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type CodedType, codesOf } from '../queries/codes.ts';

/** Loads the codes of a type (`args`), one statement for each type that is asked for: what a mistyped code may have meant. */
export const codeLoader = (db: DataSource) =>
  argumentsLoader<CodedType, readonly string[]>(async (type, parents) => {
    const codes = await codesOf(db, type);
    return parents.map(() => codes);
  });
