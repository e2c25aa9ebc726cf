export type QueryMapper = Record<string, never>;
