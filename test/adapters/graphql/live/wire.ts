import type { Wire } from '../../../../src/adapters/graphql/live/outlet.ts';

interface Frame {
  readonly id: string;
  readonly payload: { readonly version: number; readonly kind: string; readonly errors?: unknown };
}

/** A socket whose client reads when a test says so. */
export class HandWire implements Wire {
  readonly OPEN = 1;
  readonly readyState = 1;
  readonly frames: Frame[] = [];
  isEnded = false;
  #unread: (() => void)[] = [];
  #stalled = false;

  get bufferedAmount(): number {
    return this.#stalled ? 64 * 1024 : 0;
  }

  get payloads(): readonly Frame['payload'][] {
    return this.frames.map(({ payload }) => payload);
  }

  send(text: string, sent: () => void): void {
    this.frames.push(JSON.parse(text) as Frame);
    if (this.#stalled) this.#unread.push(sent);
    else sent();
  }

  /** From now on its client reads nothing. Something is on its way, as always when a reader falls behind. */
  stall(notice: (text: string) => void): void {
    this.#stalled = true;
    notice('{"id":"0","payload":{}}');
  }

  read(): void {
    this.#stalled = false;
    for (const sent of this.#unread.splice(0)) sent();
  }

  terminate(): void {
    this.isEnded = true;
  }
}
