import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Customer } from '../support/customer.ts';

export type Language = 'zh' | 'en';

/** How long a page may take for one step, on a machine that does much else. */
const PATIENCE_MS = 30_000;
const LOCALES = { zh: 'zh-CN', en: 'en-US' };
const SIGN_IN = `mutation ($email: String!, $password: String!) {
  signIn(input: { email: $email, password: $password, keepIn: COOKIE }) { __typename }
}`;

/** A person before a browser of their own: its cookies, its language and its network are nobody else's. */
export class Visitor {
  /** Errors that no page caught, and what a page wrote as an error. */
  readonly complaints: string[] = [];
  /** Requests that left the console's origin. */
  readonly strangers: string[] = [];
  /** What the service has told this page, over HTTP and the socket. */
  readonly #told: Promise<string>[] = [];
  /** Fields filled in and clicks made. */
  inputs = 0;

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {
    const { host } = new URL(url);
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (line) => {
      if (line.type() === 'error') this.complaints.push(line.text());
    });
    const look = (address: string): void => {
      const to = new URL(address);
      if (to.host !== host && to.protocol !== 'data:') this.strangers.push(address);
    };
    page.on('request', (request) => look(request.url()));
    page.on('response', (response) => {
      if (response.request().method() === 'POST') this.#told.push(response.text().catch(() => ''));
    });
    page.on('websocket', (socket) => {
      look(socket.url());
      socket.on('framereceived', ({ payload }) => this.#told.push(Promise.resolve(String(payload))));
    });
  }

  static async arrive(
    browser: Browser,
    url: string,
    language: Language,
    viewport = { width: 1440, height: 900 },
  ): Promise<Visitor> {
    const context = await browser.newContext({ locale: LOCALES[language], viewport, reducedMotion: 'reduce' });
    return new Visitor(context, await context.newPage(), url);
  }

  /** A second window of the same browser. */
  async another(): Promise<Visitor> {
    return new Visitor(this.context, await this.context.newPage(), this.url);
  }

  /** Which of the texts the service has told this page, shown or not. */
  async toldOf(texts: readonly string[]): Promise<string[]> {
    const told = (await Promise.all(this.#told)).join('\n');
    return texts.filter((text) => told.includes(text));
  }

  /** Past the page, as one who has signed in before. */
  async signIn({ email, password }: Pick<Customer, 'email' | 'password'>): Promise<void> {
    const answer = await this.context.request.post(`${this.url}/graphql`, {
      headers: { origin: this.url },
      data: { query: SIGN_IN, variables: { email, password } },
    });
    const { data } = (await answer.json()) as { data?: { signIn: { __typename: string } } };
    if (data?.signIn.__typename !== 'SignInSuccess') throw new Error(`Not signed in: ${await answer.text()}`);
  }

  /** Opens a page, and waits until it shows what it asked for. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.settled();
  }

  /** Nothing is still being read. */
  async settled(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    const waiting = this.page.locator('.ant-skeleton');
    while ((await waiting.count()) > 0) await waiting.first().waitFor({ state: 'detached' });
  }

  async fill(label: string, text: string): Promise<void> {
    this.inputs += 1;
    await this.page.getByLabel(label, { exact: true }).fill(text);
  }

  /** A button by its words; an icon before them says its own. */
  async click(words: string): Promise<void> {
    this.inputs += 1;
    const escaped = words.replace(/[.()]/g, '\\$&');
    await this.page.getByRole('button', { name: new RegExp(`(^|\\s)${escaped}$`) }).click();
  }

  async check(label: string): Promise<void> {
    this.inputs += 1;
    await this.page.getByRole('checkbox', { name: label }).check();
  }

  /** Until the page says it, and how often it does not matter. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** The large figure under this title. */
  async figure(title: string): Promise<string> {
    const figure = this.page.locator('.ant-statistic').filter({ has: this.page.getByText(title, { exact: true }) });
    return figure.locator('.ant-statistic-content').innerText();
  }

  async goOffline(): Promise<void> {
    await this.context.setOffline(true);
  }

  async comeBack(): Promise<void> {
    await this.context.setOffline(false);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
