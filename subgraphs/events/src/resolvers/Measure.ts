import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { MeasureResolvers } from '../__generated__/resolvers.ts';
import { type Measure as MeasureRow, supportTopics } from '../entities/measure.ts';
import { allCommitmentsOf, eventsOf } from './lists.ts';
import { find, optional, stateOf, stub } from './records.ts';
import { alwaysTold, told } from './text.ts';

const name = ({ nameEn, nameHi }: MeasureRow) => ({ en: nameEn, hi: nameHi });
const summary = ({ summaryEn, summaryHi }: MeasureRow) => ({ en: summaryEn, hi: summaryHi });

/** Names of records that other subgraphs own are not known here; their codes are made of the names. */
const byName = (codes: readonly string[]) => [...codes].sort().map(stub);

export const Measure: Complete<Omit<MeasureResolvers, 'topics'>, MeasureRow> &
  Required<Pick<MeasureResolvers, 'topics'>> = {
  __resolveReference: ({ code }, { loaders }) => find('Measure', loaders.measure, code),
  id: ({ code }) => toNodeId('Measure', code),
  name: alwaysTold(name),
  summary: told(summary),
  state: ({ origin }) => stateOf(origin),
  launchedAt: ({ launchedAtCode }, _, { loaders }) => optional(loaders.event, launchedAtCode),
  beneficiaries: told(({ beneficiariesEn, beneficiariesHi }) => ({
    en: beneficiariesEn,
    hi: beneficiariesHi,
  })),
  districts: ({ districtCodes }) => byName(districtCodes),
  facilities: ({ facilityCodes }) => byName(facilityCodes),
  topics: ({ topics }) => supportTopics.filter((topic) => topics.includes(topic)),
  provider: ({ providerCode }) => stub(providerCode),
  commitments: ({ code }, _, context) => allCommitmentsOf('Measure', code, context),
  events: ({ code }, args, context) => eventsOf('Measure', code, args, context),
  sources: (measure, _, context) => sourcesOf(measure, context),
  languages: (measure) => languagesOnRecord(name(measure), summary(measure)),
};
