import { stringifyDocument } from '@urql/core';
import type { DocumentNode } from 'graphql';
import type { MeQuery, RefreshMutation, SignInMutation, SignInMutationVariables } from '../api/generated/graphql.ts';
import { MeDocument, RefreshDocument, SignInDocument, SignOutDocument } from '../api/generated/graphql.ts';
import type { Refusal } from '../api/refusal.ts';

/**
 * Whether somebody is signed in: `UNKNOWN` until the service was asked, `ENDED` where somebody was, and the service does
 * not take it any more.
 */
export type SessionState = 'UNKNOWN' | 'IN' | 'OUT' | 'ENDED';

/**
 * Who is signed in in this browser. Its tokens are in cookies that no script reads; here is only whether there are some,
 * and the one way to buy the next ones when the service refuses those.
 */
class Session {
  #state: SessionState = 'UNKNOWN';
  #starting: Promise<void> | null = null;
  #refreshing: Promise<boolean> | null = null;
  readonly #listeners = new Set<() => void>();

  get state(): SessionState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks once whether the cookies of an earlier visit still are somebody's. Throws where the service is not reached. */
  start(): Promise<void> {
    this.#starting ??= this.#ask().catch((error: unknown) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }

  /** @returns why not, or null. */
  async signIn(credentials: SignInMutationVariables): Promise<Refusal | null> {
    const { result } = await post<SignInMutation>(SignInDocument, credentials);
    if (result.__typename !== 'SignInSuccess') return result;
    this.#become('IN');
    return null;
  }

  async signOut(everywhere: boolean): Promise<void> {
    await this.fetch('/graphql', request(SignOutDocument, { everywhere })).catch(() => undefined);
    this.#become('OUT');
  }

  /** Like `fetch`; buys the next tokens where the service refuses the old ones, and asks again. */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input, init);
    if (this.#state !== 'IN' || !(await isUnauthenticated(response))) return response;
    return (await this.refresh()) ? fetch(input, init) : response;
  };

  /** Once, however many ask. @returns whether somebody is still signed in. */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#renew('ENDED').finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #ask(): Promise<void> {
    const { me } = await post<MeQuery>(MeDocument, {});
    if (me == null) await this.#renew('OUT');
    else this.#become('IN');
  }

  async #renew(otherwise: SessionState): Promise<boolean> {
    const { result } = await post<RefreshMutation>(RefreshDocument, {});
    const isIn = result.__typename === 'RefreshSuccess';
    this.#become(isIn ? 'IN' : otherwise);
    return isIn;
  }

  #become(state: SessionState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

export const session = new Session();

function request(document: DocumentNode, variables: object): RequestInit {
  const body = JSON.stringify({ query: stringifyDocument(document), variables });
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body };
}

async function post<Data>(document: DocumentNode, variables: object): Promise<Data> {
  const response = await fetch('/graphql', request(document, variables));
  const { data, errors } = (await response.json()) as { data?: Data | null; errors?: { message: string }[] };
  if (data === undefined || data === null) throw new Error(errors?.[0]?.message ?? String(response.status));
  return data;
}

async function isUnauthenticated(response: Response): Promise<boolean> {
  const answer = response.clone().json() as Promise<{ errors?: { extensions?: { code?: string } }[] }>;
  const { errors = [] } = await answer.catch((): Awaited<typeof answer> => ({}));
  return errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
}
