import { BestSellerEntity } from './best-seller.ts';
import { CertificationEntity } from './certification.ts';
import { ClusterEntity } from './cluster.ts';
import { CommodityEntity } from './commodity.ts';
import { DesignationEntity } from './designation.ts';
import { DistrictEntity } from './district.ts';
import { FacilityClusterEntity, FacilityEntity } from './facility.ts';
import {
  GeographicalIndicationDistrictEntity,
  GeographicalIndicationEntity,
} from './geographical-indication.ts';
import { HsChapterEntity } from './hs-chapter.ts';
import { OriginMarkEntity, OriginMarkProductEntity } from './origin-mark.ts';
import { ProcessStepEntity } from './process-step.ts';
import { ProductEntity } from './product.ts';
import { SectorEntity, SectorHsChapterEntity } from './sector.ts';
import { StateEntity } from './state.ts';

/** The tables of the catalogue: what is made where, by whom, with what. */
export const catalogueEntities = [
  StateEntity,
  DistrictEntity,
  HsChapterEntity,
  SectorEntity,
  SectorHsChapterEntity,
  CommodityEntity,
  ProductEntity,
  DesignationEntity,
  ClusterEntity,
  FacilityEntity,
  FacilityClusterEntity,
  ProcessStepEntity,
  CertificationEntity,
  GeographicalIndicationEntity,
  GeographicalIndicationDistrictEntity,
  OriginMarkEntity,
  OriginMarkProductEntity,
  BestSellerEntity,
] as const;
