/** What happened in a world, in order: a hash of it always, its text only where somebody reads it (I21). */
export class Trace {
  readonly lines: string[] = [];
  #high = 0xdeadbeef;
  #low = 0x41c6ce57;

  constructor(private readonly keepsText: boolean) {}

  add(line: string): void {
    for (let index = 0; index < line.length; index++) {
      const code = line.charCodeAt(index);
      this.#high = Math.imul(this.#high ^ code, 2654435761);
      this.#low = Math.imul(this.#low ^ code, 1597334677);
    }
    this.#high = (this.#high ^ (this.#low >>> 15)) | 0;
    if (this.keepsText) this.lines.push(line);
  }

  /** 16 hex digits. */
  get hash(): string {
    return [this.#high, this.#low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

/** One hash of the hashes of many worlds, in whatever order and groups their workers ended them. */
export function combinedHash(hashes: Iterable<string>): string {
  let sum = 0n;
  for (const hash of hashes) sum = BigInt.asUintN(64, sum + BigInt(`0x${hash}`));
  return sum.toString(16).padStart(16, '0');
}
