import { CombinedError, stringifyDocument } from '@urql/core';
import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import type { MeQuery, RefreshMutation, SignInMutation, SignInMutationVariables } from '../api/generated/graphql.ts';
import { MeDocument, RefreshDocument, SignInDocument, SignOutDocument } from '../api/generated/graphql.ts';
import type { Refusal } from '../api/refusal.ts';

/**
 * Whether somebody is signed in: `UNKNOWN` until the service was asked, `ENDED` where somebody was, and the service does
 * not take it any more.
 */
export type SessionState = 'UNKNOWN' | 'IN' | 'OUT' | 'ENDED';

/** How often it is asked who is signed in after the tokens were renewed: another tab may have bought them, and they are on their way. */
const TRIES = 3;
const TRY_EVERY_MS = 400;

/**
 * Who is signed in in this browser. Its tokens are in cookies that no script reads; here is only whose they are, and the
 * one way to buy the next ones when the service refuses those.
 *
 * All tabs have the same cookies. Where another tab signs in or out, this one hears of it, and asks the service anew.
 */
class Session {
  #state: SessionState = 'UNKNOWN';
  #who: string | null = null;
  #starting: Promise<void> | null = null;
  #refreshing: Promise<boolean> | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #tabs = new BroadcastChannel('session');

  constructor() {
    this.#tabs.onmessage = () => void this.#look().catch(() => undefined);
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The member in its role. What was read for one is not shown to another. */
  get who(): string | null {
    return this.#who;
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
    this.#become('IN', result.member);
    this.#tabs.postMessage(null);
    return null;
  }

  async signOut(everywhere: boolean): Promise<void> {
    await this.fetch('/graphql', request(SignOutDocument, { everywhere })).catch(() => undefined);
    this.#become('OUT');
    this.#tabs.postMessage(null);
  }

  /** Like `fetch`; buys the next tokens where the service refuses the old ones, and asks again as the same member. */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input, init);
    if (this.#state !== 'IN' || !(await isUnauthenticated(response))) return response;
    return (await this.refresh()) ? fetch(input, init) : response;
  };

  /** Once, however many ask. @returns whether the same member is still signed in, in the same role. */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#renew('ENDED').finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #ask(): Promise<void> {
    const { me } = await post<MeQuery>(MeDocument, {});
    if (me == null) await this.#renew('OUT');
    else this.#become('IN', me);
  }

  /** Another tab has signed in or out. */
  async #look(): Promise<void> {
    const { me } = await post<MeQuery>(MeDocument, {});
    if (me != null) this.#become('IN', me);
    else if (this.#state === 'IN') this.#become('OUT');
  }

  async #renew(otherwise: SessionState): Promise<boolean> {
    const before = this.#who;
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (tries > 0) await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
      const { result } = await post<RefreshMutation>(RefreshDocument, {});
      if (result.__typename !== 'RefreshSuccess') break;
      const { me } = await post<MeQuery>(MeDocument, {});
      if (me == null) continue;
      this.#become('IN', me);
      return before === this.#who;
    }
    this.#become(otherwise);
    return false;
  }

  #become(state: SessionState, member: { readonly id: string; readonly role: string } | null = null): void {
    const who = member === null ? null : `${member.id} ${member.role}`;
    if (state === this.#state && who === this.#who) return;
    this.#state = state;
    this.#who = who;
    for (const listener of this.#listeners) listener();
  }
}

export const session = new Session();

function request(document: DocumentNode, variables: object): RequestInit {
  const body = JSON.stringify({ query: stringifyDocument(document), variables });
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body };
}

/** Throws as the client of the pages does, so that a page has the same words for it. */
async function post<Data>(document: DocumentNode, variables: object): Promise<Data> {
  const response = await fetch('/graphql', request(document, variables)).catch((error: unknown) => {
    throw new CombinedError({ networkError: error as Error });
  });
  const answer = response.json() as Promise<{ data?: Data | null; errors?: GraphQLFormattedError[] }>;
  const { data, errors = [] } = await answer.catch((error: unknown) => {
    throw new CombinedError({ networkError: error as Error, response });
  });
  if (data === undefined || data === null) throw new CombinedError({ graphQLErrors: errors.slice(), response });
  return data;
}

async function isUnauthenticated(response: Response): Promise<boolean> {
  const answer = response.clone().json() as Promise<{ errors?: { extensions?: { code?: string } }[] }>;
  const { errors = [] } = await answer.catch((): Awaited<typeof answer> => ({}));
  return errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
}
