import { createHash } from 'node:crypto';
import type { GraphQLEnumType } from 'graphql';
import type { AccountId, AppId, CallId, ProviderSession } from '../../src/domain/ids.ts';
import type { CallReport } from '../../src/domain/report.ts';
import type { Role } from '../../src/domain/role.ts';
import type { Api } from '../adapters/graphql/api.ts';
import { charge, codeFor } from '../adapters/graphql/customer.ts';
import * as a from '../support/a.ts';
import { documentFor } from './documents.ts';
import { rootFields, schema } from './fields.ts';
import type { IdKind } from './ids.ts';
import { idKinds, selectIds } from './ids.ts';
import type { Stage } from './stage.ts';

/** An account for which everything was done once, and what is known of it to itself alone. */
export interface Party {
  readonly name: 'A' | 'B';
  readonly account: AccountId;
  readonly email: string;
  readonly mobile: string;
  readonly password: string;
  readonly company: string;
  readonly appKey: string;
  readonly caller: string;
  readonly callee: string;
  readonly reference: string;
  readonly idempotencyKey: string;
  /** Of every list that it reads. */
  readonly cursors: readonly string[];
  /** Cursors of its subscriptions. */
  readonly sequences: readonly string[];
  /** Told to it once, and in no row. */
  readonly planted: readonly string[];
  readonly ids: Readonly<Record<IdKind, readonly string[]>>;
  readonly keys: { readonly wide: string; readonly narrow: string };
  readonly operator: { readonly email: string; readonly password: string };
}

type Result = Readonly<Record<string, unknown>>;
type Words = ReturnType<typeof wordsOf>;

/** Each text is long, and the other party's is another. */

function wordsOf(name: 'A' | 'B') {
  const digit = name === 'A' ? '1' : '2';
  const planted = (what: string): string => `${what} planted by ${name}`;
  return {
    email: `owner-of-${name.toLowerCase()}@example.cn`,
    invited: `invited-by-${name.toLowerCase()}@example.cn`,
    mobile: `1390000000${digit}`,
    password: planted('password'),
    company: planted('专线公司'),
    appName: planted('客服'),
    appKey: `appkey-planted-by-${name}`,
    appSecret: `appsecret-planted-by-${name}`,
    newAppSecret: `new-appsecret-planted-by-${name}`,
    accid: `accid-planted-by-${name}`,
    caller: `1380000000${digit}`,
    callee: `0571867788${digit}${digit}`,
    reference: planted('reference'),
    session: planted('session'),
    shown: `400812345${digit}`,
    wanted: `400854321${digit}`,
    ticket: planted('ticket'),
    url: `https://receiver-of-${name.toLowerCase()}.example.cn/planted`,
    answer: planted('answer'),
    idempotencyKey: planted('key'),
    reason: planted('reason'),
    keyName: planted('key for a program'),
  };
}

export async function makeParty(stage: Stage, name: 'A' | 'B'): Promise<Party> {
  const words = wordsOf(name);
  const { account, tokens } = await register(stage, words);
  const app = await openForBusiness(stage, words, tokens.accessToken);
  await showNumbers(stage, words, account, app, tokens.accessToken);
  await runShort(stage, words, account, app, tokens.accessToken);
  await forward(stage, words, account, app);
  await place(stage, words, account, app, tokens.accessToken);
  await inviteTeam(stage, words, tokens.accessToken);
  const keys = await makeKeys(stage, words, tokens.accessToken);
  const pages = await readAll(stage.api, tokens.accessToken);
  return {
    ...words,
    name,
    account,
    cursors: [...pages.matchAll(/"endCursor":"([\w-]+)"/g)].map(([, cursor]) => cursor!),
    sequences: ['0', '1'],
    planted: [
      words.password,
      words.appSecret,
      words.newAppSecret,
      tokens.accessToken,
      tokens.refreshToken,
      keys.wide,
      keys.narrow,
    ],
    ids: await idsOf(stage, account),
    keys,
    operator: stage.operator,
  };
}

async function register({ api }: Stage, { email, mobile, password, company }: Words) {
  const input = { email, mobile, password, company, code: await codeFor(api, mobile), acceptsTerms: true };
  const { account } = await mutate<{ account: { id: AccountId } }>(api, 'registerAccount', input);
  type SignedIn = { tokens: { accessToken: string; refreshToken: string } };
  const { tokens } = await mutate<SignedIn>(api, 'signIn', { email, password });
  return { account: account.id, tokens };
}

async function openForBusiness({ api }: Stage, words: Words, token: string): Promise<AppId> {
  const { appKey, appSecret, accid, appName, newAppSecret, idempotencyKey } = words;
  const credentials = { appKey, appSecret, accid };
  const { app } = await mutate<{ app: { id: AppId } }>(api, 'createApp', { name: appName, credentials }, token);
  await mutate(api, 'rotateAppSecret', { appId: app.id, newAppSecret }, token);
  await mutate(api, 'topUp', { amount: '98765.00', idempotencyKey }, token);
  await orderTransfer(api, idempotencyKey, token);
  await mutate(api, 'enableService', { appId: app.id }, token);
  return app.id;
}

/** A number that its parties are shown, and one that an operator has not decided about. */
async function showNumbers(stage: Stage, words: Words, account: AccountId, app: AppId, token: string): Promise<void> {
  const { api, operatorToken } = stage;
  const ask = async (side: string, number: string): Promise<string> => {
    type Asked = { displayNumber: { id: string } };
    const { displayNumber } = await mutate<Asked>(api, 'requestDisplayNumber', { appId: app, side, number }, token);
    return displayNumber.id;
  };
  const { shown, wanted, ticket, reason, idempotencyKey } = words;
  const displayNumberId = await ask('CALLEE_SEES', shown);
  const order = { accountId: account, displayNumberId, reason, idempotencyKey };
  await mutate(api, 'approveDisplayNumber', { ...order, ticket, appliesFrom: a.noon.toISOString() }, operatorToken);
  await ask('CALLER_SEES', wanted);
}

/** A top-up whose money is still on its way. */
async function orderTransfer(api: Api, idempotencyKey: string, token: string): Promise<void> {
  const { pay } = api.outside;
  api.outside.pay = async (order) => ({ ...(await pay(order)), status: 'PENDING' });
  await mutate(api, 'topUp', { amount: '4321.00', idempotencyKey: `transfer ${idempotencyKey}` }, token);
  api.outside.pay = pay;
}

/** A call that was talked for longer than was reserved, by an account that has nothing else. */
async function runShort({ api }: Stage, words: Words, account: AccountId, app: AppId, token: string): Promise<void> {
  const { caller, idempotencyKey } = words;
  const callee = '13800000060';
  const session = `short ${words.session}` as ProviderSession;
  api.outside.dial = () => ({ kind: 'STARTED', session });
  const order = { appId: app, caller, callee, maxDurationSeconds: 300, idempotencyKey: `short ${idempotencyKey}` };
  await mutate(api, 'startCall', order, token);
  const { available } = await api.postgres.accounts.decide(account, {}, (facts) => ({ answer: facts.account }));
  await charge(api, account, Number(available.fen));
  await deliver(api, account, app, a.report({ session, caller, callee, createdAt: null, talkSeconds: 3600 }));
  await mutate(api, 'topUp', { amount: '98765.00', idempotencyKey: `second ${idempotencyKey}` }, token);
}

/** A receiver for the ends of its calls, which does not take the first. */
async function forward({ api, operatorToken }: Stage, words: Words, account: AccountId, app: AppId): Promise<void> {
  const order = { accountId: account, appId: app, reason: words.reason, idempotencyKey: words.idempotencyKey };
  await mutate(api, 'setWebhook', { ...order, url: words.url }, operatorToken);
  await mutate(api, 'testWebhook', order, operatorToken);
  api.outside.receive = () => ({ status: 500, answer: words.answer });
  while ((await api.application.sendWebhooks()) > 0);
}

/** Calls in the other states that leave rows of their own: settled with a discrepancy, decided by hand, lost, dialling. */
async function place(stage: Stage, words: Words, account: AccountId, app: AppId, token: string): Promise<void> {
  const { api } = stage;
  const start = async (more: object, session: string | null): Promise<CallId> => {
    api.outside.dial = () =>
      session === null
        ? { kind: 'AMBIGUOUS', why: 'silence' }
        : { kind: 'STARTED', session: session as ProviderSession };
    const order = { appId: app, caller: words.caller, maxDurationSeconds: 300, ...more };
    const { call } = await mutate<{ call: { id: CallId } }>(api, 'startCall', order, token);
    return call.id;
  };
  const { callee, reference, session, idempotencyKey, reason } = words;
  await start({ callee, reference, idempotencyKey }, session);
  const told = { session: session as ProviderSession, caller: words.caller, callee, createdAt: null };
  await deliver(api, account, app, a.report({ ...told, talkSeconds: 61 }));
  await deliver(api, account, app, a.report({ ...told, talkSeconds: 122 }));
  await deliver(api, account, app, a.report({ ...told, session: `unknown ${session}` as ProviderSession }));
  const lost = await start({ callee: '13800000061', idempotencyKey: `lost ${idempotencyKey}` }, null);
  await start({ callee: '13800000062', idempotencyKey: `silent ${idempotencyKey}` }, null);
  await api.postgres.clock.moveTo(a.after(3600, api.postgres.clock.service()));
  const decision = { accountId: account, callId: lost, decision: 'VOID', reason, idempotencyKey };
  await mutate(api, 'resolveUnconfirmedCall', decision, stage.operatorToken);
  await start({ callee: '13800000063', idempotencyKey: `open ${idempotencyKey}` }, `open ${session}`);
  await confer(api, words, app, token);
}

async function confer(api: Api, words: Words, app: AppId, token: string): Promise<void> {
  const { caller, callee, reference, session, idempotencyKey } = words;
  api.outside.dial = () => ({ kind: 'STARTED', session: `joint ${session}` as ProviderSession });
  const callees = [callee, '13800000064', '13800000065'];
  await mutate(api, 'startConference', { appId: app, caller, callees, reference, idempotencyKey }, token);
}

async function deliver(api: Api, account: AccountId, id: AppId, report: CallReport): Promise<void> {
  const app = await api.postgres.accounts.decide(account, { app: id }, (facts) => ({ answer: facts.app }));
  const text = JSON.stringify(report);
  const bodyHash = createHash('sha256').update(text).digest('hex');
  const body = new TextEncoder().encode(text);
  await api.application.receiveCallback({ app, signedAt: new Date(), body, bodyHash, report });
}

/** One member for each role, by invitation, and somebody who has not answered yet. */
async function inviteTeam({ api }: Stage, words: Words, token: string): Promise<void> {
  for (const [index, role] of (['FINANCE', 'AGENT', 'DEVELOPER'] as const).entries()) {
    const email = emailOf(role, words.email);
    await mutate(api, 'inviteMember', { email, role }, token);
    const mobile = `${words.mobile.slice(0, -2)}${index + 1}${words.mobile.slice(-1)}`;
    const code = await codeFor(api, mobile);
    const mailed = /^[\w-]{43}$/m.exec(api.outside.mails.findLast(({ to }) => to === email)!.text)![0];
    const person = { token: mailed, password: words.password, mobile, code, acceptsTerms: true };
    await mutate(api, 'acceptInvitation', person);
  }
  await mutate(api, 'inviteMember', { email: words.invited, role: 'AGENT' }, token);
}

/** What the narrow key opens, and nothing else. */
export const narrowScope = 'ACCOUNT_READ';

const everyScope = (schema.getType('ApiKeyScope') as GraphQLEnumType).getValues().map(({ name }) => name);

/** Keys for programs: one that nobody uses, one with every scope and one with a single one. */
async function makeKeys({ api }: Stage, words: Words, token: string): Promise<Party['keys']> {
  const make = async (scopes: readonly string[]): Promise<string> => {
    const input = { name: words.keyName, scopes };
    return (await mutate<{ key: string }>(api, 'createApiKey', input, token)).key;
  };
  await make([narrowScope]);
  return { wide: await make(everyScope), narrow: await make([narrowScope]) };
}

export function emailOf(role: Role, ownersEmail: string): string {
  return ownersEmail.replace('owner', role.toLowerCase());
}

/** Every list that the owner may read, as text. */
async function readAll(api: Api, token: string): Promise<string> {
  const lists = rootFields.filter(({ kind, field }) => kind === 'query' && String(field.type).includes('Connection'));
  const pages = await Promise.all(lists.map(({ name }) => api.ask(documentFor(name).text, {}, token)));
  return JSON.stringify(pages.map(({ data }) => data));
}

async function idsOf({ rows }: Stage, account: AccountId): Promise<Party['ids']> {
  const found: [IdKind, readonly string[]][] = [];
  for (const kind of idKinds) {
    const ids = await rows.ids(selectIds(kind), account);
    if (ids.length === 0)
      throw new Error(`An account has no ${kind}: let one be made for each account in test/isolation/party.ts.`);
    found.push([kind, ids]);
  }
  return Object.fromEntries(found) as Party['ids'];
}

/** Runs a mutation that must succeed. */
async function mutate<Success = Result>(api: Api, name: string, input: object, token?: string): Promise<Success> {
  const { data, errors } = await api.ask<Readonly<Record<string, Result>>>(documentFor(name).text, { input }, token);
  const result = errors.length === 0 ? data[name] : undefined;
  if (String(result?.['__typename']).endsWith('Success')) return result as Success;
  throw new Error(`${name} was refused while an account was made: ${JSON.stringify({ result, errors })}`);
}
