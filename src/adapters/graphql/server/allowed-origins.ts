/** The machine's own names: a page that was opened under one of them is as good as under the others. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Pages of which origins may use what a browser keeps for its person: our own, and those that the operator names. */
export class AllowedOrigins {
  readonly #own: ReadonlySet<string>;
  readonly #others: ReadonlySet<string>;

  /** `others` as browsers write them: `https://console.example.com`. */
  constructor(publicUrl: string, others: readonly string[]) {
    this.#own = new Set(ownOrigins(new URL(publicUrl)));
    this.#others = new Set(others);
  }

  /** A browser writes an origin in one way only, so anything else is not it. */
  has(origin: string | undefined): boolean {
    return origin !== undefined && (this.#own.has(origin) || this.#others.has(origin));
  }

  isOwn(origin: string | undefined): boolean {
    return origin !== undefined && this.#own.has(origin);
  }
}

function ownOrigins(url: URL): readonly string[] {
  if (!LOOPBACK.includes(url.hostname)) return [url.origin];
  const port = url.port === '' ? '' : `:${url.port}`;
  return LOOPBACK.map((name) => `${url.protocol}//${name}${port}`);
}
