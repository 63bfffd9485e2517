import pg from 'pg';
import { PostgresOperators } from '../../src/adapters/postgres/operators.ts';
import { Argon2Passwords } from '../../src/adapters/system/argon2-passwords.ts';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import { addOperator } from '../../src/application/add-operator.ts';
import { DemoClient } from '../../src/demo/client.ts';
import { Money } from '../../src/domain/money.ts';
import type { Customer } from '../support/customer.ts';
import { openForBusiness, registerCustomer } from '../support/customer.ts';
import type { Price } from './price.ts';
import { standardPrice } from './price.ts';
import type { World } from './world.ts';

/** A customer whose calls the driver can charge for itself. */
export interface Payer extends Customer {
  readonly price: Price;
}

/** One customer for each, on both bases. */
const prices: readonly Price[] = [
  standardPrice,
  { basis: 'EACH_PARTY', fenPerMinute: 12 },
  standardPrice,
  { basis: 'EACH_PARTY', fenPerMinute: 7 },
  { basis: 'CONVERSATION', fenPerMinute: 31 },
];

/** Customers who are open for business, some at a price of their own, which an operator has announced. */
export async function registerCustomers({ balancer, sandbox, database }: World): Promise<readonly Payer[]> {
  const desk = await openDesk(database.url, balancer.url);
  const customers: Payer[] = [];
  for (const price of prices) {
    const customer = await registerCustomer(balancer.url, sandbox.url);
    await openForBusiness(customer);
    if (price !== standardPrice) await announce(desk, customer.accountId, price);
    customers.push({ ...customer, price });
  }
  return customers;
}

/** An operator, who is made past the API as `npm run operator` does it. */
async function openDesk(databaseUrl: string, url: string): Promise<DemoClient> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const outside = { passwords: new Argon2Passwords(), random: new CryptoRandom(), clock: { wall: () => new Date() } };
  const credentials = { email: 'desk@example.cn', password: 'a password of some length' };
  await addOperator({ operators: new PostgresOperators(pool), ...outside })(credentials);
  await pool.end();
  const desk = new DemoClient(url);
  const { accessToken } = await desk.mutate<{ accessToken: string }>('operatorSignIn', credentials, 'accessToken');
  desk.token = accessToken;
  return desk;
}

async function announce(desk: DemoClient, accountId: string, { basis, fenPerMinute }: Price): Promise<void> {
  const pricePerMinute = Money.fen(fenPerMinute).toYuan();
  const input = { accountId, basis, pricePerMinute, reason: 'as agreed', idempotencyKey: `tariff-${accountId}` };
  const { message } = await desk.mutate('setTariff', input, 'account { id }');
  if (message !== undefined) throw new Error(`The tariff was refused: ${message}`);
}
