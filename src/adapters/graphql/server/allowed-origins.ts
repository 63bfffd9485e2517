/** The machine's own names: a page that was opened under one of them is as good as under the others. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.includes(hostname);
}

/** Pages of which origins may use the service for the person before the browser: our own, and those that the configuration names. */
export class AllowedOrigins {
  readonly #origins: ReadonlySet<string>;

  /** `others` as browsers write them: `https://console.example.com`. */
  constructor(publicUrl: string, others: readonly string[]) {
    this.#origins = new Set([...ownOrigins(new URL(publicUrl)), ...others]);
  }

  /** A browser writes an origin in one way only, so anything else is not it. */
  has(origin: string): boolean {
    return this.#origins.has(origin);
  }
}

function ownOrigins(url: URL): readonly string[] {
  if (!isLoopback(url)) return [url.origin];
  const port = url.port === '' ? '' : `:${url.port}`;
  return LOOPBACK.map((name) => `${url.protocol}//${name}${port}`);
}
