import { key, tableOf, time } from './columns.ts';

/** One row: service time = anchor_service + (wall − anchor_wall) × rate. */
export interface ClockRow {
  single: boolean;
  anchor_wall: Date;
  anchor_service: Date;
  rate: number;
}

export const clockTable = tableOf<ClockRow>('service_clock', {
  single: { ...key({ type: 'boolean' }), default: true },
  anchor_wall: time,
  anchor_service: time,
  rate: { type: 'double precision' },
});
