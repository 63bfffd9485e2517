import { DemoClient, sandboxTruth } from './client.ts';

/** Where the services are, and how long the conversation shall last. */
export interface Demo {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly talkSeconds: number;
  readonly print: (line: string) => void;
}

interface Call {
  readonly id: string;
  readonly status: string;
  readonly session: string | null;
  readonly talkSeconds: number | null;
  readonly charge: string | null;
  readonly failure: { readonly en: string } | null;
}

interface CallUpdate {
  readonly version: number;
  readonly at: string;
  readonly call: Call;
  readonly cost: { readonly minutes: number; readonly cost: string; readonly available: string } | null;
}

interface Balance {
  readonly balance: string;
  readonly reserved: string;
  readonly available: string;
  readonly minutesLeft: number;
}

const CALL_FIELDS = 'id status session talkSeconds charge failure { en }';
type Say = (what: string, text: string) => void;

const PRICE_FEN = 12;
const TOP_UP_FEN = 1000_00;
const password = 'correct horse battery';

/** A customer's story from registration to settlement. Rejects when any figure differs from what it must be. */
export async function runDemo({ url, sandboxUrl, talkSeconds, print }: Demo): Promise<void> {
  const client = new DemoClient(url);
  const say: Say = (what, text) => print(`${what.padEnd(16)} ${text}`);
  await register(client, sandboxUrl, say);
  const app = await openForBusiness(client, say);
  const call = await placeCall(client, app, talkSeconds, say);
  const ended = await watch(client, call, say);
  await compare(client, sandboxUrl, ended, talkSeconds, say);
}

async function register(client: DemoClient, sandboxUrl: string, say: Say): Promise<void> {
  const mobile = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
  const email = `owner-${Date.now()}@example.com`;
  expect(await client.mutate('requestCode', { mobile, purpose: 'REGISTRATION' }, 'sent'), 'RequestCodeSuccess');
  const [message] = await sandboxTruth<{ code: string }[]>(sandboxUrl, `/sandbox/messages?to=${mobile}`);
  say('SMS code', `${message?.code ?? '?'} (read from the sandbox)`);
  const registration = { email, password, company: 'Demo Ltd', mobile, code: message?.code, acceptsTerms: true };
  expect(await client.mutate('registerAccount', registration, 'account { id }'), 'RegisterAccountSuccess');
  say('Registered', email);
  const signedIn = await client.mutate<{ tokens: { accessToken: string } }>(
    'signIn',
    { email, password },
    'tokens { accessToken }',
  );
  client.token = expect(signedIn, 'SignInSuccess').tokens.accessToken;
  say('Signed in', 'with an access token for 15 minutes');
}

async function openForBusiness(client: DemoClient, say: Say): Promise<string> {
  const created = await client.mutate<{ app: { id: string; appKey: string } }>(
    'createApp',
    { name: 'Demo app' },
    'app { id appKey }',
  );
  const { app } = expect(created, 'CreateAppSuccess');
  say('App', `AppKey ${app.appKey}, issued by the sandbox`);
  const topUp = (amount: string) => ({ amount, idempotencyKey: `demo-${amount}-${Date.now()}` });
  const refused = await client.mutate('topUp', topUp('999.99'), 'topUp { status }');
  say('Top-up 999.99', `refused: ${expect(refused, 'TopUpOutOfRange').message ?? ''}`);
  expect(await client.mutate('topUp', topUp('1000.00'), 'topUp { status }'), 'TopUpSuccess');
  const { balance, minutesLeft } = await readBalance(client);
  check(fen(balance) === TOP_UP_FEN && minutesLeft === 8333, `1000.00 yuan are 8333 minutes, not ${minutesLeft}`);
  say('Top-up 1000.00', `paid; ${minutesLeft} minutes left`);
  expect(await client.mutate('enableService', { appId: app.id }, 'app { service }'), 'EnableServiceSuccess');
  say('Service', 'enabled');
  return app.id;
}

async function placeCall(client: DemoClient, appId: string, talkSeconds: number, say: Say): Promise<string> {
  interface Quote {
    readonly result: {
      readonly quote: { grantedSeconds: number; worstCase: string; tariff: { pricePerMinute: string } };
    };
  }
  const { result } = await client.ask<Quote>(
    `query ($input: QuoteCallInput!) { result: quoteCall(input: $input) {
      ... on QuoteCallSuccess { quote { grantedSeconds worstCase tariff { pricePerMinute } } } ... on Rejection { message }
    } }`,
    { input: { appId } },
  );
  const { grantedSeconds, worstCase, tariff } = result.quote;
  say('Quote', `up to ${grantedSeconds} s at ${tariff.pricePerMinute} a minute: at most ${worstCase}`);
  const callee = `1380000${String(talkSeconds).padStart(4, '0')}`;
  const order = { appId, caller: '13900000001', callee, reference: 'demo', idempotencyKey: `demo-call-${Date.now()}` };
  const started = await client.mutate<{ call: Call }>('startCall', order, `call { ${CALL_FIELDS} } replayed`);
  const { call } = expect(started, 'StartCallSuccess');
  say('Dialled', `13900000001 → ${callee}: ${call.status}`);
  return call.id;
}

async function watch(client: DemoClient, id: string, say: Say): Promise<Call> {
  const query = `subscription ($id: ID!) { update: callUpdated(id: $id) {
    version at call { ${CALL_FIELDS} } cost { minutes cost available }
  } }`;
  const seen: Call[] = [];
  for await (const { update } of client.follow<{ update: CallUpdate }>(query, { id })) {
    const cost =
      update.cost === null ? '' : `minute ${update.cost.minutes}, ${update.cost.cost} yuan so far (estimate)`;
    say(`  ${update.at.slice(11, 23)}`, `${update.call.status.padEnd(14)} ${cost}`);
    seen.push(update.call);
  }
  const last = seen.at(-1);
  check(last !== undefined, 'the subscription showed nothing');
  return last;
}

/** The charge must be the tariff's, the ledger's, the balance's and the sandbox's own. */
async function compare(
  client: DemoClient,
  sandboxUrl: string,
  call: Call,
  talkSeconds: number,
  say: Say,
): Promise<void> {
  const truth = await sandboxTruth<{ talkSeconds: number }>(sandboxUrl, `/sandbox/calls/${call.session ?? ''}`);
  check(call.status === 'COMPLETED', `the call completed (${call.status} ${call.failure?.en ?? ''})`);
  say('Settled', `${call.talkSeconds ?? '?'} s cost ${call.charge ?? '?'} yuan`);
  const entries = await readLedger(client);
  for (const { kind, amount, balanceAfter } of entries)
    say('  ledger', `${kind.padEnd(12)} ${amount.padStart(9)} → ${balanceAfter}`);
  const { balance, reserved } = await readBalance(client);
  say('Balance', `${balance}, reserved ${reserved}`);

  const owed = Math.ceil(truth.talkSeconds / 60) * PRICE_FEN;
  const charged = entries.filter(({ kind }) => kind === 'CALL_CHARGE').map(({ amount }) => -fen(amount));
  check(truth.talkSeconds === talkSeconds, `the sandbox talked ${truth.talkSeconds} s, not ${talkSeconds}`);
  check(call.talkSeconds === truth.talkSeconds, 'the call and the sandbox differ in the duration');
  check(fen(call.charge ?? '0') === owed, `the call cost ${call.charge ?? '?'}, and ${owed} fen are owed`);
  check(
    charged.length === 1 && charged[0] === owed,
    `the ledger has charged ${charged.join(', ')} fen, and ${owed} are owed`,
  );
  check(fen(balance) === TOP_UP_FEN - owed && fen(reserved) === 0, 'the balance is not what is left');
  say('Compared', 'charge = ledger = sandbox, to the fen');
}

interface Entry {
  readonly kind: string;
  readonly amount: string;
  readonly balanceAfter: string;
}

async function readLedger(client: DemoClient): Promise<readonly Entry[]> {
  const query = '{ ledger(first: 10) { edges { node { kind amount balanceAfter } } } }';
  const { ledger } = await client.ask<{ ledger: { edges: readonly { node: Entry }[] } }>(query);
  return ledger.edges.map(({ node }) => node);
}

async function readBalance(client: DemoClient): Promise<Balance> {
  const query = '{ account { balance reserved available minutesLeft } }';
  return (await client.ask<{ account: Balance }>(query)).account;
}

function fen(yuan: string): number {
  return Number(yuan.replace('.', ''));
}

function check(isTrue: boolean, otherwise: string): asserts isTrue {
  if (!isTrue) throw new Error(otherwise);
}

function expect<Result extends { __typename: string; message?: string }>(result: Result, typename: string): Result {
  check(result.__typename === typename, `expected ${typename}, got ${result.__typename}: ${result.message ?? ''}`);
  return result;
}
