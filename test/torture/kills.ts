export type KillKind = 'FAIL_POINT' | 'RANDOM' | 'WHILE_STOPPED' | 'WHILE_STARTING';

/** How the replicas died, and at which points; shared by those who torment them. */
export class Kills {
  readonly #points = new Map<string, { seen: number; killed: number; armed: number }>();
  readonly counts: Record<KillKind, number> = { FAIL_POINT: 0, RANDOM: 0, WHILE_STOPPED: 0, WHILE_STARTING: 0 };
  stops = 0;
  #taken = 0;

  constructor(private readonly wanted: number) {}

  get total(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  /** Whether one more is wanted; it is the caller's then. */
  take(): boolean {
    if (this.#taken >= this.wanted) return false;
    this.#taken += 1;
    return true;
  }

  /** A replica has passed it for its first time. */
  learn(point: string): void {
    const known = this.#points.get(point) ?? { seen: 0, killed: 0, armed: 0 };
    known.seen += 1;
    this.#points.set(point, known);
  }

  /** The point to try next: one that was tried less than others, and that replicas do pass; null where none is known. */
  next(draw: () => number): string | null {
    const known = [...this.#points].map(([point, { seen, armed }]) => ({
      point,
      tried: (armed + 1) / Math.sqrt(seen),
      draw: draw(),
    }));
    known.sort((a, b) => a.tried - b.tried || a.draw - b.draw);
    const [first] = known;
    if (first === undefined) return null;
    this.#points.get(first.point)!.armed += 1;
    return first.point;
  }

  died(kind: KillKind, point: string | null = null): void {
    this.counts[kind] += 1;
    const known = point === null ? undefined : this.#points.get(point);
    if (known !== undefined) known.killed += 1;
  }

  /** Every known point with how often a replica died there, the deadliest first. */
  points(): readonly (readonly [point: string, killed: number])[] {
    return [...this.#points].map(([point, { killed }]) => [point, killed] as const).sort((a, b) => b[1] - a[1]);
  }
}
