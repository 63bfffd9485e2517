/**
 * A pair of tokens as `signIn` and `refresh` give it.
 *
 * @typedef {{ accessToken: string, refreshToken: string }} Tokens
 */

/** Nothing brings these credentials back: sign in again. */
export class LoginEnded extends Error {}

/**
 * A login that lasts: it has a token until the service refuses it, and then buys the next one. It does not look at the
 * clock, which may be wrong here.
 */
export class Login {
  #url;
  #tokens;
  /** @type {string | null} */
  #refused = null;
  /** @type {Promise<string> | null} */
  #refreshing = null;

  /**
   * @param {string} url the service's
   * @param {Tokens} tokens
   */
  constructor(url, tokens) {
    this.#url = url;
    this.#tokens = tokens;
  }

  /**
   * @param {string} url
   * @param {string} email
   * @param {string} password
   */
  static async signIn(url, email, password) {
    return new Login(url, await buy(url, 'signIn', { email, password }));
  }

  /** The token to show; asked for by many at once, the next one is bought once. */
  async token() {
    if (this.#tokens.accessToken !== this.#refused) return this.#tokens.accessToken;
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /**
   * The service does not take it any more. Says nothing about the next one.
   *
   * @param {string} token
   */
  refuse(token) {
    this.#refused = token;
  }

  async #refresh() {
    const { refreshToken } = this.#tokens;
    this.#tokens = await buy(this.#url, 'refresh', { refreshToken });
    return this.#tokens.accessToken;
  }
}

/**
 * @param {string} url
 * @param {'signIn' | 'refresh'} mutation
 * @param {Record<string, string>} input
 * @returns {Promise<Tokens>}
 */
async function buy(url, mutation, input) {
  const { tokens } = await logIn(url, mutation, input, 'tokens { accessToken refreshToken }');
  return /** @type {Tokens} */ (tokens);
}

/**
 * What a signing-in or a refresh succeeded with. Throws `LoginEnded` where the service says no.
 *
 * @param {string} url
 * @param {'signIn' | 'refresh'} mutation
 * @param {Record<string, string>} input
 * @param {string} success the fields to ask for
 * @param {typeof fetch} [fetchImpl]
 * @returns {Promise<Record<string, unknown>>}
 */
export async function logIn(url, mutation, input, success, fetchImpl = fetch) {
  const type = mutation === 'signIn' ? 'SignIn' : 'Refresh';
  const query = `mutation LogIn($input: ${type}Input!) {
    result: ${mutation}(input: $input) {
      __typename
      ... on ${type}Success { ${success} }
      ... on Rejection { message }
    }
  }`;
  const response = await fetchImpl(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'include',
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors } = /** @type {Answer} */ (await response.json());
  if (data?.result.__typename === `${type}Success`) return data.result;
  if (typeof data?.result['message'] === 'string') throw new LoginEnded(data.result['message']);
  throw new Error(errors?.[0]?.message ?? `The service answered ${response.status}.`);
}

/**
 * @typedef {object} Answer
 * @property {{ result: { __typename: string } & Record<string, unknown> } | null} [data]
 * @property {readonly { message: string }[]} [errors]
 */
