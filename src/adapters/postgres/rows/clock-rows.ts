import { EntitySchema } from 'typeorm';
import { key, time } from './columns.ts';

/** One row: service time = anchor_service + (wall − anchor_wall) × rate. */
export interface ClockRow {
  only: boolean;
  anchor_wall: Date;
  anchor_service: Date;
  rate: number;
}

export const clockTable = new EntitySchema<ClockRow>({
  name: 'service_clock',
  columns: {
    only: { ...key({ type: 'boolean' }), default: true },
    anchor_wall: time,
    anchor_service: time,
    rate: { type: 'double precision' },
  },
});
