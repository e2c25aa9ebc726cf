import type { Measure } from '../entities/measure.ts';
import type { TopicCodes } from '../entities/topic.ts';
import type { Loaders } from '../loaders/index.ts';

/** The types of topics that other subgraphs own. */
type ForeignTopic = 'Sector' | 'Product' | 'Country' | 'District' | 'TradeAgreement';

/** A topic under the name of its type, by which GraphQL tells the members of the union apart. */
export type Topic =
  | { readonly __typename: ForeignTopic; readonly code: string }
  | (Measure & { readonly __typename: 'Measure' });

/** What a topic is about: the record itself where it is ours, its key where it is not. */
export async function topicOf(row: TopicCodes, loaders: Loaders): Promise<Topic | null> {
  if (row.measureCode !== null) {
    const measure = await loaders.measure.load(row.measureCode);
    return measure && { __typename: 'Measure', ...measure };
  }
  const foreign: readonly [ForeignTopic, string | null][] = [
    ['Sector', row.sectorCode],
    ['Product', row.productCode],
    ['Country', row.countryCode],
    ['District', row.districtCode],
    ['TradeAgreement', row.agreementCode],
  ];
  for (const [type, code] of foreign) if (code !== null) return { __typename: type, code };
  return null;
}
