import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '../support/customer.ts';
import { openForBusiness, registerCustomer } from '../support/customer.ts';
import { administer } from '../support/database.ts';
import { whyNot } from './browser.ts';
import { Stage, WHOLE_MS } from './stage.ts';
import type { Visitor } from './visitor.ts';

const SHUT = { FINANCE: ['/call', '/members'], AGENT: ['/keys', '/bills'], DEVELOPER: ['/top-up', '/notices'] };

describe.skipIf(whyNot !== null)('A member who is not the owner', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(20);
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  const register = (): Promise<Customer> => registerCustomer(stage.service.url, stage.service.sandboxUrl);

  async function visitorAs(role: keyof typeof SHUT, customer: Customer): Promise<Visitor> {
    await administer(
      (owner) => owner.query('UPDATE member SET role = $1 WHERE email = $2', [role, customer.email]),
      stage.service.databaseUrl,
    );
    const visitor = await stage.visitor('en');
    await visitor.signIn(customer);
    return visitor;
  }

  it.each(['FINANCE', 'AGENT', 'DEVELOPER'] as const)(
    'is told by a page that is not for the role, and filled in no form in vain (%s)',
    { timeout: WHOLE_MS },
    async (role) => {
      const customer = await register();
      await openForBusiness(customer);
      const visitor = await visitorAs(role, customer);
      for (const path of SHUT[role]) {
        await visitor.open(path);
        await visitor.sees('Your role does not allow you to see this.');
        expect(await visitor.page.locator('main form').count()).toBe(0);
      }
    },
  );

  it('is not asked to pay who may not', { timeout: WHOLE_MS }, async () => {
    const customer = await register();
    const visitor = await visitorAs('DEVELOPER', customer);
    await visitor.open('/');
    await visitor.sees('The account has no minutes yet.');
    await visitor.open('/apps');
    await visitor.sees('No minutes left.');
    expect(await visitor.page.locator('main').getByRole('link', { name: 'Top up' }).count()).toBe(0);
  });
});
