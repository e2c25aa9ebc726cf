import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import { index, positionColumn, referenceColumn } from './columns.ts';

/** A row of `target_announcements`: the event at which a target was announced. */
export interface TargetAnnouncement {
  readonly targetCode: string;
  readonly eventCode: string;
  readonly position: number;
}

/** The table `target_announcements`. */
export const TargetAnnouncementEntity = new EntitySchema<TargetAnnouncement>({
  name: 'TargetAnnouncement',
  tableName: 'target_announcements',
  columns: {
    targetCode: {
      name: 'target_code',
      type: 'text',
      primary: true,
      primaryKeyConstraintName: 'target_announcements_pkey',
    },
    eventCode: referenceColumn('target_announcements', 'event_code', 'Event'),
    position: positionColumn,
  } satisfies Columns<TargetAnnouncement>,
  indices: [index('target_announcements', 'eventCode', 'event_code')],
});
