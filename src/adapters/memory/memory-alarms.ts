import type { Alarms } from '../../application/ports/alarms.ts';
import type { AlarmKind } from '../../domain/alarm.ts';
import type { MemoryStore } from './memory-store.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

export class MemoryAlarms implements Alarms {
  constructor(
    private readonly store: MemoryStore,
    private readonly now: () => Date,
  ) {}

  async open(kind: AlarmKind, subject: string, detail?: string): Promise<boolean> {
    const { systemAlarms } = this.store;
    if (systemAlarms.some((alarm) => alarm.open && alarm.kind === kind && alarm.subject === subject)) return false;
    const alarm = { kind, subject, openedAt: this.now(), ...(detail !== undefined && { detail }) };
    this.store.systemAlarms = [...systemAlarms, { ...alarm, open: true }];
    return true;
  }

  async close(kind: AlarmKind, subject: string): Promise<void> {
    this.store.systemAlarms = this.store.systemAlarms.map((alarm) =>
      alarm.kind === kind && alarm.subject === subject ? { ...alarm, open: false } : alarm,
    );
  }
}
