import type { SeedReport, Service } from '@niryat/kernel';

/** What the seed changed at this start, a line for each subgraph; none where nothing had. */
export function seedLines(services: readonly Pick<Service, 'name' | 'seeded'>[]): string[] {
  return services
    .filter(({ seeded }) => seeded.length > 0)
    .map(({ name, seeded }) => {
      const sum = (part: keyof SeedReport) =>
        seeded.reduce((total, report) => total + Number(report[part]), 0);
      return (
        `${name}: ${sum('rows')} facts from ${seeded.length} files ` +
        `(${sum('inserted')} new, ${sum('updated')} changed, ${sum('removed')} removed)`
      );
    });
}
