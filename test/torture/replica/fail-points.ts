import type { Arm } from './messages.ts';

/** The named moments of this process, and the one of them at which it is to die. */
export class FailPoints {
  readonly #known = new Set<string>();
  #armed: { readonly point: string; left: number } | null = null;

  /** @param tell hears of each point when it is passed for the first time. */
  constructor(private readonly tell: (point: string) => void) {}

  arm({ point, pass }: Arm): void {
    this.#armed = { point, left: pass };
  }

  /** Does not return where it is armed: the signal is delivered before the call to the system ends. */
  pass(point: string): void {
    if (!this.#known.has(point)) {
      this.#known.add(point);
      this.tell(point);
    }
    if (this.#armed?.point !== point) return;
    this.#armed.left -= 1;
    if (this.#armed.left === 0) process.kill(process.pid, 'SIGKILL');
  }
}
