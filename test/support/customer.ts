import { DemoClient, sandboxTruth } from '../../src/demo/client.ts';

/** A registered and signed-in owner with an app, over the public API. */
export interface Customer {
  readonly client: DemoClient;
  readonly email: string;
  readonly password: string;
  readonly mobile: string;
  readonly accountId: string;
  readonly appId: string;
}

let registered = 0;

export async function registerCustomer(
  url: string,
  sandboxUrl: string,
  { company = 'Test Ltd', app: appName = 'Test app', email: given = '' } = {},
): Promise<Customer> {
  const client = new DemoClient(url);
  registered += 1;
  const mobile = `137${String(Date.now() + registered).slice(-8)}`;
  const email = given || `customer-${mobile}@example.com`;
  const password = 'a password of some length';
  await client.mutate('requestCode', { mobile, purpose: 'REGISTRATION' }, 'sent');
  const [message] = await sandboxTruth<{ code: string }[]>(sandboxUrl, `/sandbox/messages?to=${mobile}`);
  const registration = { email, password, company, mobile, code: message?.code, acceptsTerms: true };
  const { account } = await client.mutate<{ account: { id: string } }>(
    'registerAccount',
    registration,
    'account { id }',
  );
  const { tokens } = await client.mutate<{ tokens: { accessToken: string } }>(
    'signIn',
    { email, password },
    'tokens { accessToken }',
  );
  client.token = tokens.accessToken;
  const { app } = await client.mutate<{ app: { id: string } }>('createApp', { name: appName }, 'app { id }');
  return { client, email, password, mobile, accountId: account.id, appId: app.id };
}

/** Tops up 1000 yuan and enables the service. */
export async function openForBusiness({ client, appId }: Pick<Customer, 'client' | 'appId'>): Promise<void> {
  await client.mutate('topUp', { amount: '1000.00', idempotencyKey: 'first' }, 'topUp { id }');
  await client.mutate('enableService', { appId }, 'app { id }');
}

export interface StartedCall {
  readonly __typename: string;
  readonly call: { readonly id: string; readonly status: string; readonly session: string | null };
}

export function startCall(
  { client, appId }: Pick<Customer, 'client' | 'appId'>,
  callee: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<StartedCall> {
  const input = { appId, caller: '13900000001', callee, idempotencyKey: `call-${callee}`, ...more };
  return client.mutate<StartedCall>('startCall', input, 'call { id status session }');
}
