import type { SetCookie } from 'cookie';
import { parseSetCookie } from 'cookie';
import type { Api, GraphQLFailure } from './api.ts';
import { TestSocket } from './socket.ts';

interface Asked {
  readonly query: string;
  readonly variables?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Heard {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly errors: readonly GraphQLFailure[];
}

/** What a page has of its browser: cookies that it cannot read, shared by all tabs, and an origin that it cannot change. */
export class Browser {
  readonly jar = new Map<string, SetCookie>();
  /** Everything that any page could read. */
  readonly read: string[] = [];

  constructor(
    private readonly api: Pick<Api, 'url'>,
    /** Null: it is left out, as a browser does where a page reads from its own. */
    readonly origin: string | null = 'https://calls.example.cn',
  ) {}

  /** As the header `Cookie`. */
  get cookie(): string {
    return [...this.jar.values()].map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  async ask({ query, variables = {}, headers = {} }: Asked): Promise<Heard> {
    const response = await fetch(`${this.api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.#own(), ...headers },
      body: JSON.stringify({ query, variables }),
    });
    this.#keep(response.headers.getSetCookie());
    const text = await response.text();
    this.read.push(text);
    const { data, errors = [] } = JSON.parse(text) as Partial<Pick<Heard, 'data' | 'errors'>>;
    return { status: response.status, text, headers: response.headers, data, errors };
  }

  /** One mutation that answers under `result`. */
  async run(field: string, success: string, input: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
    const query = `mutation Run($input: ${type}Input!) { result: ${field}(input: $input) {
      __typename ... on ${type}Success { ${success} } ... on Rejection { code }
    } }`;
    const { data, errors } = await this.ask({
      query: success === 'everywhere' ? withoutRejection(query) : query,
      variables: { input },
    });
    return (data as { result: Readonly<Record<string, unknown>> } | undefined)?.result ?? { errors };
  }

  signIn(email: string, password: string): Promise<Readonly<Record<string, unknown>>> {
    const success = 'member { email role } tokens { accessToken refreshToken } accessExpires refreshExpires';
    return this.run('signIn', success, { email, password, keepIn: 'COOKIE' });
  }

  refresh(): Promise<Readonly<Record<string, unknown>>> {
    const success = 'tokens { accessToken refreshToken } accessExpires refreshExpires';
    return this.run('refresh', success, { keepIn: 'COOKIE' });
  }

  /** The e-mail of whoever is signed in; else the code of the refusal. */
  async who(): Promise<string> {
    const { data, errors } = await this.ask({ query: '{ me { email } }' });
    return errors[0]?.extensions.code ?? String((data as { me?: { email: string } } | undefined)?.me?.email);
  }

  socket(payload?: object): Promise<TestSocket> {
    return openSocket(this.api, this.#own(), payload);
  }

  #own(): Record<string, string> {
    return {
      ...(this.origin !== null && { origin: this.origin }),
      ...(this.jar.size > 0 && { cookie: this.cookie }),
    };
  }

  #keep(set: readonly string[]): void {
    for (const header of set) {
      const cookie = parseSetCookie(header);
      if (cookie.maxAge === 0) this.jar.delete(cookie.name);
      else this.jar.set(cookie.name, cookie);
    }
  }
}

/** A socket that has said `connection_init`. */
export async function openSocket(
  api: Pick<Api, 'url'>,
  headers: Readonly<Record<string, string>>,
  payload: object = {},
): Promise<TestSocket> {
  const socket = await TestSocket.open(api, 'graphql-transport-ws', headers);
  if (socket.refused === null) socket.send({ type: 'connection_init', payload });
  return socket;
}

/** Nothing rejects a signing-out. */
function withoutRejection(query: string): string {
  return query.replace('... on Rejection { code }', '');
}
