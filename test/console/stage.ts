import type { Browser } from 'playwright-core';
import { sandboxTruth } from '../../src/demo/client.ts';
import type { Customer } from '../support/customer.ts';
import { openForBusiness, registerCustomer } from '../support/customer.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';
import { until } from '../support/until.ts';
import { openBrowser, whyNot } from './browser.ts';
import type { Language } from './visitor.ts';
import { Visitor } from './visitor.ts';

/** For a whole story, on a machine that does much else. */
export const WHOLE_MS = 240_000;

if (whyNot !== null) console.warn(`The tests of the console in a browser were left out: ${whyNot}.`);

/** A service with its console, and a browser to look at it. */
export class Stage {
  private constructor(
    readonly service: TestService,
    private readonly browser: Browser,
  ) {}

  /** @param rate how many times as fast as the wall's its telephones live. */
  static async open(rate: number, variables: NodeJS.ProcessEnv = {}): Promise<Stage> {
    const service = await startTestService(rate, variables);
    return new Stage(service, await openBrowser());
  }

  visitor(language: Language): Promise<Visitor> {
    return Visitor.arrive(this.browser, this.service.url, language);
  }

  /** With 1000 yuan and an app that may call, and a visitor who is signed in for it. */
  async customer(language: Language): Promise<{ customer: Customer; visitor: Visitor }> {
    const customer = await registerCustomer(this.service.url, this.service.sandboxUrl);
    await openForBusiness(customer);
    const visitor = await this.visitor(language);
    await visitor.signIn(customer);
    return { customer, visitor };
  }

  /** As it arrives on the telephone: for a reset that is after the page was answered. */
  async codeSentTo(mobile: string, purpose: 'REGISTRATION' | 'PASSWORD_RESET'): Promise<string> {
    const path = `/sandbox/messages?to=${mobile}`;
    const text = await until('a code arrives', async () => {
      const texts = await sandboxTruth<{ code: string; purpose: string }[]>(this.service.sandboxUrl, path);
      return texts.find((one) => one.purpose === purpose) ?? null;
    });
    return text.code;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.service.stop();
  }
}
