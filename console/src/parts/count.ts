/** `12,345`. */
export function whole(count: number): string {
  return count.toLocaleString('en');
}

/** `93.45%`, as exact as the service tells a share. */
export function percent(share: number | null | undefined): string {
  return share == null ? '–' : `${(share * 100).toFixed(2)}%`;
}

const UNITS = ['B', 'kB', 'MB', 'GB'];

/** `1.2 MB`. */
export function bytes(count: number): string {
  const power = Math.min(UNITS.length - 1, count < 1 ? 0 : Math.floor(Math.log10(count) / 3));
  return `${(count / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power] ?? ''}`;
}
