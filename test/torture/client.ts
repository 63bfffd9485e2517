const PATIENCE_MS = 6000;

type Fields = Readonly<Record<string, unknown>>;

/** What a client knows after one try. UNKNOWN: it may have been done, and it may yet be done. */
export type Outcome =
  | { readonly kind: 'OK'; readonly answer: Fields }
  | { readonly kind: 'REFUSED'; readonly code: string }
  | { readonly kind: 'LATER'; readonly code: string }
  | { readonly kind: 'UNKNOWN'; readonly why: string };

/** Rejections that say: nothing was decided under this key, ask again with it. */
const later = new Set(['REQUEST_IN_PROGRESS', 'RATE_LIMITED', 'PROVIDER_UNAVAILABLE', 'SERVICE_BUSY']);

/** A client on the other side of an unreliable network: it gives up soon, and tells what it does not know. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** One try of a mutation whose result is a union of its success and rejections. */
  async mutate(name: string, input: Fields, success: string): Promise<Outcome> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const query = `mutation ($input: ${type}Input!) {
      result: ${name}(input: $input) { __typename ... on ${type}Success { ${success} } ... on Rejection { code } }
    }`;
    try {
      const response = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
        body: JSON.stringify({ query, variables: { input } }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return meaningOf((await response.json()) as Answer);
    } catch (error) {
      return { kind: 'UNKNOWN', why: String(error) };
    }
  }
}

interface Answer {
  readonly data?: { readonly result: Fields & { readonly code?: string } } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

function meaningOf({ data, errors }: Answer): Outcome {
  if (data == null) return { kind: 'UNKNOWN', why: errors?.[0]?.extensions?.code ?? errors?.[0]?.message ?? 'no data' };
  const { code } = data.result;
  if (code === undefined) return { kind: 'OK', answer: data.result };
  return { kind: later.has(code) ? 'LATER' : 'REFUSED', code };
}
