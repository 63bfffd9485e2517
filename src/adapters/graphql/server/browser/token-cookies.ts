import type { ServerResponse } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { KeptTokens } from '../../operations/browser.ts';
import { isLoopback } from '../allowed-origins.ts';

interface Attributes {
  readonly path: string;
  readonly secure: boolean;
}

/**
 * The cookies in which a browser keeps its tokens. No script reads them, they go along from pages of this site only, and
 * end with their token. Over HTTPS their names begin with `__Host-`: a browser takes them from this very host alone,
 * whatever its neighbours under the same domain would like to set. That wants the path `/`.
 */
export class TokenCookies {
  /** Whether browsers would send them back as safely as they should: not over HTTP, but for the machine's own. */
  readonly areSafe: boolean;
  readonly #access: string;
  readonly #refresh: string;
  readonly #attributes: Attributes;

  /** `publicUrl` is how people reach the service. */
  constructor(publicUrl: string) {
    const url = new URL(publicUrl);
    const secure = url.protocol === 'https:';
    const prefix = secure ? '__Host-' : '';
    this.areSafe = secure || isLoopback(url);
    this.#access = `${prefix}zhuanxian_access`;
    this.#refresh = `${prefix}zhuanxian_refresh`;
    this.#attributes = { path: secure ? '/' : '/graphql', secure };
  }

  /** Of the header `Cookie`; null where it is not among them. */
  accessToken(header: string | undefined): string | null {
    return valueOf(this.#access, header);
  }

  refreshToken(header: string | undefined): string | null {
    return valueOf(this.#refresh, header);
  }

  /** Whether there is one of them. */
  areIn(header: string | undefined): boolean {
    return this.accessToken(header) !== null || this.refreshToken(header) !== null;
  }

  set(response: ServerResponse, { accessToken, accessExpires, refreshToken, refreshExpires }: KeptTokens): void {
    this.#append(response, this.#access, accessToken, accessExpires);
    if (refreshToken === undefined) this.#append(response, this.#refresh, '', null);
    else this.#append(response, this.#refresh, refreshToken, refreshExpires ?? null);
  }

  clear(response: ServerResponse): void {
    this.#append(response, this.#access, '', null);
    this.#append(response, this.#refresh, '', null);
  }

  /** What has no end ends now. */
  #append(response: ServerResponse, name: string, value: string, expires: Date | null): void {
    const seconds = expires === null ? 0 : Math.ceil((expires.getTime() - Date.now()) / 1000);
    const lasting = { httpOnly: true, sameSite: 'strict', maxAge: Math.max(seconds, 0) } as const;
    response.appendHeader('set-cookie', stringifySetCookie({ name, value, ...this.#attributes, ...lasting }));
  }
}

function valueOf(name: string, header = ''): string | null {
  const value = parseCookie(header)[name];
  return value === undefined || value === '' ? null : value;
}
