import { rowLoader, rowsByKeys, sourceLoader } from '@niryat/kernel';
import type { DataSource, EntitySchema } from 'typeorm';
import type { BestSeller } from '../entities/best-seller.ts';
import type { Certification } from '../entities/certification.ts';
import { type Cluster, ClusterEntity } from '../entities/cluster.ts';
import { type Commodity, CommodityEntity } from '../entities/commodity.ts';
import type { Designation } from '../entities/designation.ts';
import { type District, DistrictEntity } from '../entities/district.ts';
import { type Facility, FacilityEntity } from '../entities/facility.ts';
import type { GeographicalIndication } from '../entities/geographical-indication.ts';
import { type HsChapter, HsChapterEntity } from '../entities/hs-chapter.ts';
import type { OriginMark } from '../entities/origin-mark.ts';
import type { ProcessStep } from '../entities/process-step.ts';
import { type Product, ProductEntity } from '../entities/product.ts';
import { type Sector, SectorEntity } from '../entities/sector.ts';
import { type State, StateEntity } from '../entities/state.ts';
import { type ClusterQuery, clusterList } from '../queries/clusters.ts';
import { type CommodityQuery, commodityList } from '../queries/commodities.ts';
import { certificationsOfClusters, stepsOfClusters } from '../queries/crafts.ts';
import { type DesignationQuery, designationList } from '../queries/designations.ts';
import { type DistrictQuery, districtList } from '../queries/districts.ts';
import { type FacilityQuery, facilityList } from '../queries/facilities.ts';
import { indicationList } from '../queries/indications.ts';
import { bestSellerList, marksOfStates } from '../queries/marks.ts';
import { type ProductQuery, productList } from '../queries/products.ts';
import { chapterList, sectorList } from '../queries/sectors.ts';
import { stateList } from '../queries/states.ts';
import { codeLoader } from './codes.ts';
import { listLoader, pageLoader } from './lists.ts';

/** A record that has a public code. */
interface Coded {
  readonly code: string;
}

/** Loads rows by their codes, all of a request that wait at once in one statement. */
const byCode = <Row extends Coded>(db: DataSource, entity: EntitySchema<Row>) =>
  rowLoader<Row>(
    (codes) => rowsByKeys(db, entity, 'code', codes),
    ({ code }) => code,
  );

/** The loaders of the catalogue: rows by code, whole lists, pages, and the codes that a mistyped one may have meant. */
export const catalogueLoaders = (db: DataSource) => ({
  source: sourceLoader(db),

  state: byCode<State>(db, StateEntity),
  district: byCode<District>(db, DistrictEntity),
  sector: byCode<Sector>(db, SectorEntity),
  product: byCode<Product>(db, ProductEntity),
  cluster: byCode<Cluster>(db, ClusterEntity),
  facility: byCode<Facility>(db, FacilityEntity),
  hsChapter: byCode<HsChapter>(db, HsChapterEntity),
  commodity: byCode<Commodity>(db, CommodityEntity),

  stateLists: listLoader<State, null>(db, stateList),
  districtLists: listLoader<District, DistrictQuery>(db, districtList),
  sectorLists: listLoader<Sector, 'chapter' | null>(db, sectorList),
  chapterLists: listLoader<HsChapter, 'sector' | null>(db, chapterList),
  commodityLists: listLoader<Commodity, CommodityQuery>(db, commodityList),
  productLists: listLoader<Product, ProductQuery>(db, productList),
  designationLists: listLoader<Designation, DesignationQuery>(db, designationList),
  clusterLists: listLoader<Cluster, ClusterQuery>(db, clusterList),
  stepLists: listLoader<ProcessStep, boolean>(db, stepsOfClusters),
  certificationLists: listLoader<Certification, null>(db, certificationsOfClusters),
  facilityLists: listLoader<Facility, FacilityQuery>(db, facilityList),
  indicationLists: listLoader<GeographicalIndication, 'product' | 'district'>(db, indicationList),
  markLists: listLoader<OriginMark, null>(db, marksOfStates),
  bestSellerLists: listLoader<BestSeller, 'state' | 'product'>(db, bestSellerList),

  districtPages: pageLoader<District, DistrictQuery>(db, districtList),
  productPages: pageLoader<Product, ProductQuery>(db, productList),
  clusterPages: pageLoader<Cluster, ClusterQuery>(db, clusterList),
  facilityPages: pageLoader<Facility, FacilityQuery>(db, facilityList),
  commodityPages: pageLoader<Commodity, CommodityQuery>(db, commodityList),

  codes: codeLoader(db),
});
