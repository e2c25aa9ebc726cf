import type { SeedTable } from '@niryat/kernel';
import { goodsSeedTables } from './goods.ts';
import { makersSeedTables } from './makers.ts';

/** The files of the catalogue, each behind those that it refers to. */
export const catalogueSeedTables: readonly SeedTable[] = [...goodsSeedTables, ...makersSeedTables];
