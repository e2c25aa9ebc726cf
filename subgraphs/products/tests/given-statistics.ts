import type { TestService } from '@niryat/kernel/testing';
import { claimOf, type ExportFigure, ExportFigureEntity } from '../src/entities/export-figure.ts';
import { type ExportFlowCell, ExportFlowCellEntity } from '../src/entities/export-flow.ts';
import { type Target, TargetEntity } from '../src/entities/target.ts';
import { mendRollups } from '../src/rollups/refresh.ts';
import { finishFigures } from '../src/seed/finish-figures.ts';
import { given } from './given.ts';

/** A figure as far as a test says; the rest is a plain export value of Uttar Pradesh in 2021-22. */
export type GivenFigure = Partial<ExportFigure> & { readonly code: string };

const stateOf = (origin: string): string | null => (origin === 'IN' ? null : origin);

function wholeFigure(given: GivenFigure): ExportFigure {
  const figure: ExportFigure = {
    measure: 'EXPORT_VALUE',
    origin: 'IN-UP',
    stateCode: null,
    districtCode: null,
    sectorCode: null,
    productCode: null,
    subject: null,
    countryCode: null,
    fiscalYear: '2021-22',
    partOfYear: false,
    period: null,
    growthYears: null,
    value: '100',
    qualifier: null,
    unit: 'INR_CRORE',
    provisional: false,
    preferred: false,
    claim: '',
    noteEn: null,
    noteHi: null,
    sourceCodes: ['report'],
    ...given,
  };
  return { ...figure, stateCode: stateOf(figure.origin), claim: claimOf(figure) };
}

/** Puts figures into the database and decides which are preferred, as the loader does. */
export async function givenFigures(
  { db }: TestService,
  figures: readonly GivenFigure[],
): Promise<void> {
  await db.getRepository(ExportFigureEntity).insert(figures.map(wholeFigure) as object[]);
  await db.transaction(finishFigures);
}

/** Puts targets into the database; what a test leaves out is a target of exports, in crores of rupees. */
export async function givenTargets(
  { db }: TestService,
  targets: readonly (Partial<Target> & { readonly code: string })[],
): Promise<void> {
  const whole = targets.map((target) => {
    const origin = target.origin ?? 'IN-UP';
    return {
      metric: 'EXPORT_VALUE',
      measure: 'EXPORT_VALUE',
      value: '300',
      unit: 'INR_CRORE',
      sourceCodes: ['report'],
      ...target,
      origin,
      stateCode: stateOf(origin),
    };
  });
  await db.getRepository(TargetEntity).insert(whole as object[]);
}

/** A cell of the cube; what a test leaves out is exports of India, unspecified. */
export type GivenCell = Partial<ExportFlowCell> & Pick<ExportFlowCell, 'fiscalYear' | 'value'>;

/** Puts a table of the cube into the database, with the dimensions and cells given. */
export async function givenTable(
  service: TestService,
  table: { code: string; unit?: string; period?: string; dimensions: readonly string[] },
  cells: readonly GivenCell[],
): Promise<void> {
  await given(service, {
    trade_tables: [
      {
        unit: 'USD_MILLION',
        period: 'FISCAL_YEAR',
        source_codes: ['report'],
        title_en: table.code,
        ...table,
      },
    ],
  });
  const whole = cells.map((cell) => ({ origin: 'IN', tableCode: table.code, ...cell }));
  await service.db.getRepository(ExportFlowCellEntity).insert(whole as object[]);
  await service.db.query(
    `INSERT INTO products.trade_table_years (table_code, origin, fiscal_year, region)
     SELECT DISTINCT table_code, origin, fiscal_year, coalesce(region, '') FROM products.export_flows WHERE table_code = $1`,
    [table.code],
  );
  await service.db.transaction(mendRollups);
}

/** The data of a question that must succeed. */
export async function ask<Data>(
  service: TestService,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Data> {
  const { data, errors } = await service.execute({ query, variables, headers });
  expect(errors).toBeUndefined();
  return data as Data;
}

/** How many statements a question takes; it must succeed. */
export async function statements(
  service: TestService,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<number> {
  service.forget();
  await ask(service, query, variables);
  return service.sql.length;
}
