import type { TradePeriod } from '../entities/trade-table.ts';
import type { MoneyUnit } from '../money/money.ts';
import type { Crosswalk } from './crosswalk.ts';
import type { PublishedUnit } from './published-unit.ts';

/** The layouts that are known, as `--format` names them. */
export const formats = ['tradestat-commodity', 'tradestat-chapter', 'comtrade', 'niryat'] as const;

/** One of `formats`. */
export type TradeFormat = (typeof formats)[number];

/** A cell of the cube as a record states it, codes looked up. Null is what the table leaves unspecified. */
export interface StatedCell {
  readonly origin: string;
  /** `2021-22`, or `2018` in a table of calendar years. */
  readonly year: string;
  readonly countryCode: string | null;
  readonly sectorCode: string | null;
  readonly commodityCode: string | null;
  readonly hsChapter: string | null;
  readonly region: string | null;
  /** In the unit of the table. */
  readonly value: string;
  /** What tells it from another record of the same cell, such as the unit of its quantity; empty where cells are told apart. */
  readonly detail: string;
  /** In a file that states the same values at several levels: which one, in digits of the HS code, or `neverLoaded`; 0 elsewhere. */
  readonly level: number;
  /** In a file with world totals beside partners: whether it is of the world. */
  readonly ofWorld: boolean;
}

/** The level of totals and breakdowns, which other records hold: they are looked for and never loaded themselves. */
export const neverLoaded = -1;

/** What a record turned out to be. */
export type Reading =
  | { readonly kind: 'cells'; readonly cells: readonly StatedCell[] }
  /** A total of the file itself, by year, in the unit of the table. It is never loaded. */
  | { readonly kind: 'total'; readonly totals: ReadonlyMap<string, string> }
  | { readonly kind: 'rejected'; readonly reason: string };

/** A rejected record. */
export const rejected = (reason: string): Reading => ({ kind: 'rejected', reason });

/** The body of statistics that a file belongs to. */
export interface TableOfFile {
  readonly code: string;
  readonly unit: MoneyUnit;
  /** The unit in which the file states values, where that is another. */
  readonly publishedUnit?: PublishedUnit['code'];
  readonly period: TradePeriod;
  /** What to register it with where the register of tables does not have it: a table in the project's own format. */
  readonly own?: {
    readonly title: string;
    readonly sourceCode: string;
    readonly dimensions: readonly string[];
  };
}

/** What the user says of a file, and what stands above its heading. */
export interface FileFacts {
  /** Without its folder. */
  readonly fileName: string;
  readonly fiscalYear?: string | undefined;
  readonly region?: string | undefined;
  readonly table?: string | undefined;
  readonly title?: string | undefined;
  readonly source?: string | undefined;
  /** The cells above the heading that hold something: titles that a download puts there. */
  readonly titles?: readonly string[] | undefined;
}

/** A file's heading understood: how its records are read, and which table it is of. */
export interface OpenLayout {
  /** What the file is, for people: `principal commodities by country, 2021-22`. */
  readonly description: string;
  /** The years that the file is of, as opposed to those that it repeats; undefined where all are its own. */
  readonly ownYears?: readonly string[] | undefined;
  read(cells: readonly string[]): Reading;
  /** The table, once all records are read. `ofWorld` is whether the cells that are loaded are of the world. */
  table(ofWorld: boolean): TableOfFile;
}

/** A layout of files. */
export interface Layout {
  readonly format: TradeFormat;
  /** Whether a record is the heading of such a file. Cells come trimmed and in lower case. */
  isHeading(cells: readonly string[]): boolean;
  /** @throws {ImportError} where the file's name and options leave open what must be known. */
  open(heading: readonly string[], file: FileFacts, crosswalk: Crosswalk): OpenLayout;
}

/** A text as names are compared: blanks once and at neither end, capitals. */
export const toName = (text: string): string => text.trim().replace(/\s+/g, ' ').toUpperCase();

/** Whether a cell says that there is nothing: empty, or a spelling of 'not available'. */
export const isNothing = (text: string): boolean => /^(n\s*\.?\s*a\.?)?$/i.test(text.trim());

/** The code of a chapter; a spreadsheet that takes codes for numbers drops the leading zero. */
export const chapterOf = (text: string): string => (/^\d$/.test(text) ? `0${text}` : text);
