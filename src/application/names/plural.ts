/** The English noun for so many. */
export function plural(count: number | bigint, one: string, many: string): string {
  return Number(count) === 1 ? one : many;
}
