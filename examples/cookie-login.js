import { logIn } from './login.js';

/**
 * A login that the browser keeps in cookies: no script has its tokens, and all tabs share it. Like `Login`, it buys the
 * next ones when the service refuses those that there are. Another tab may have bought them just now: the service
 * answers both, and the browser has one pair.
 */
export class CookieLogin {
  #url;
  #fetch;
  #isRefused = false;
  /** @type {Promise<void> | null} */
  #refreshing = null;

  /**
   * @param {string} url the service's
   * @param {typeof fetch} [fetchImpl] where it is not a browser that keeps the cookies
   */
  constructor(url, fetchImpl = (...request) => fetch(...request)) {
    this.#url = url;
    this.#fetch = fetchImpl;
  }

  /**
   * @param {string} email
   * @param {string} password
   */
  async signIn(email, password) {
    await this.#logIn('signIn', { email, password });
  }

  /** Nothing to show: the cookie goes along by itself. It is a fresh one when this has come. */
  async token() {
    if (this.#isRefused) {
      this.#refreshing ??= this.#logIn('refresh', {}).finally(() => (this.#refreshing = null));
      await this.#refreshing;
    }
    return null;
  }

  /** The service does not take the cookie any more. */
  refuse() {
    this.#isRefused = true;
  }

  /**
   * @param {'signIn' | 'refresh'} mutation
   * @param {Record<string, string>} input
   */
  async #logIn(mutation, input) {
    await logIn(this.#url, mutation, { ...input, keepIn: 'COOKIE' }, 'accessExpires', this.#fetch);
    this.#isRefused = false;
  }
}
