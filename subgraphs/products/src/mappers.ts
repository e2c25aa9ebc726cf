/**
 * What the parent of each type's resolvers is. Types that stand alone in a field (`GeoPoint`, pages) have none.
 */
import type { Stub } from './stub.ts';

export type QueryMapper = Record<string, never>;

export type { SearchAsked as SearchResultMapper } from '@niryat/kernel';

export type { ExportBrief as ExportBriefMapper } from './brief.ts';
export type { BestSeller as BestSellerMapper } from './entities/best-seller.ts';
export type { Certification as CertificationMapper } from './entities/certification.ts';
export type { Cluster as ClusterMapper } from './entities/cluster.ts';
export type { Commodity as CommodityMapper } from './entities/commodity.ts';
export type { Designation as ProductDesignationMapper } from './entities/designation.ts';
export type { District as DistrictMapper } from './entities/district.ts';
export type { Facility as FacilityMapper } from './entities/facility.ts';
export type { GeographicalIndication as GeographicalIndicationMapper } from './entities/geographical-indication.ts';
export type { HsChapter as HSChapterMapper } from './entities/hs-chapter.ts';
export type { OriginMark as OriginMarkMapper } from './entities/origin-mark.ts';
export type { ProcessStep as ProcessStepMapper } from './entities/process-step.ts';
export type { Product as ProductMapper } from './entities/product.ts';
export type { Sector as SectorMapper } from './entities/sector.ts';
export type { State as StateMapper } from './entities/state.ts';

export type CommitmentMapper = Stub;
export type CountryMapper = Stub;
export type DelegationMapper = Stub;
export type EventMapper = Stub;
export type MarketRequirementMapper = Stub;
export type MeasureMapper = Stub;
export type MissionMapper = Stub;
export type OrganisationMapper = Stub;
export type PersonMapper = Stub;
export type TradeAgreementMapper = Stub;

// Statistics: figures, targets and the trade cube.
export type { ExportFigure as ExportFigureMapper } from './entities/export-figure.ts';
export type { Target as TargetMapper } from './entities/target.ts';
export type { FigureCheck as FigureCheckMapper } from './metrics/figure-check.ts';
export type { Metric as MetricMapper, MetricInput as MetricInputMapper } from './metrics/metric.ts';
export type { Opportunity as OpportunityMapper } from './metrics/opportunity.ts';
export type { Money as MoneyMapper } from './money/money.ts';
export type { FlowRow as ExportFlowMapper } from './queries/export-flows.ts';
export type {
  ImportPartRow as TradeImportPartMapper,
  ImportRow as TradeImportMapper,
} from './queries/trade-imports.ts';
export type { FlowConnection as ExportFlowConnectionMapper } from './resolvers/flows.ts';
