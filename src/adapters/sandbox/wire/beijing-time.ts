const beijingOffsetMs = 8 * 3600 * 1000;

/** `yyyy-MM-dd HH:mm:ss` in Beijing time, without a zone, as the provider writes times; fractions are dropped. */
export function beijingTime(at: Date): string {
  return new Date(at.getTime() + beijingOffsetMs).toISOString().slice(0, 19).replace('T', ' ');
}
