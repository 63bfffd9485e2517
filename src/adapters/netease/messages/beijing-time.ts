const BEIJING_OFFSET_MS = 8 * 3600 * 1000;

/** Reads `yyyy-MM-dd HH:mm:ss`, which the provider writes in Beijing time without a zone; null for anything else. */
export function parseBeijingTime(value: unknown): Date | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) return null;
  const asIfUtc = new Date(`${value.replace(' ', 'T')}Z`);
  if (Number.isNaN(asIfUtc.getTime())) return null;
  // Date takes 30 February for 1 March.
  if (asIfUtc.toISOString().slice(0, 19).replace('T', ' ') !== value) return null;
  return new Date(asIfUtc.getTime() - BEIJING_OFFSET_MS);
}
