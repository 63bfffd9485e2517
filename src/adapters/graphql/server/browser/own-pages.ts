import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { bearerToken } from '../../operations/authorization.ts';
import type { Browser } from '../../operations/browser.ts';
import type { AllowedOrigins } from '../allowed-origins.ts';
import type { TokenCookies } from './token-cookies.ts';

/** The headers by which a request says whose it is. */
type Shown = Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>;

/** Why a request that came with our cookies is not answered. */
export interface Forgery {
  readonly status: 403 | 415;
  readonly error: GraphQLError;
}

/**
 * Pages that may use the service for the person before the browser. Cookies come along by themselves, so where one is
 * the credential, the page must be one of these, and must have said what only a page with leave can. A request with
 * an `Authorization` header is a program's: its cookies count as little as if they were not there.
 */
export class OwnPages {
  constructor(
    private readonly origins: AllowedOrigins,
    private readonly cookies: TokenCookies,
  ) {}

  /** What a request over HTTP shows, that is no forgery: its bearer, or else its cookie; null for neither. */
  tokenIn({ authorization, cookie }: Shown): string | null {
    return authorization === undefined ? this.cookies.accessToken(cookie) : bearerToken(authorization);
  }

  /** The same of an upgrade. Programs name no origin, and have no cookies either. */
  accessTokenOfSocket({ headers }: IncomingMessage): string | null {
    const isPage = headers.origin !== undefined && this.origins.has(headers.origin);
    return isPage ? this.cookies.accessToken(headers.cookie) : null;
  }

  /** Null where the request does not rest on cookies, or comes from a page that may send it. */
  forgeryIn(request: IncomingMessage): Forgery | null {
    const { headers, method } = request;
    if (headers.authorization !== undefined || !this.cookies.areIn(headers.cookie)) return null;
    if (!this.#isFromHere(request)) return { status: 403, error: coded(NOT_ALLOWED, 'ORIGIN_NOT_ALLOWED') };
    const isJson = /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
    return method !== 'POST' || isJson ? null : { status: 415, error: coded(NOT_JSON, 'JSON_REQUIRED') };
  }

  /** Where tokens may be kept; null for who is no such page, or would send them over a network in the clear. */
  browserOf(request: IncomingMessage, response: ServerResponse): Browser | null {
    const { headers } = request;
    if (headers.authorization !== undefined || !this.cookies.areSafe || !this.#isFromHere(request)) return null;
    return {
      refreshToken: this.cookies.refreshToken(headers.cookie),
      keep: (tokens) => this.cookies.set(response, tokens),
      forget: () => this.cookies.clear(response),
    };
  }

  /** Browsers leave the origin out of what a page reads from its own, and then say so in words that no page can set. */
  #isFromHere({ headers, method }: IncomingMessage): boolean {
    if (headers.origin !== undefined) return this.origins.has(headers.origin);
    return method === 'GET' && headers['sec-fetch-site'] === 'same-origin';
  }
}

const NOT_ALLOWED =
  'Cookies are taken from pages of this service and of the origins that it allows. Programs send a token instead.';
const NOT_JSON = 'With cookies, POST takes the content type application/json.';

function coded(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
