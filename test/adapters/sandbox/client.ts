import { randomUUID } from 'node:crypto';
import type { StartAction } from '../../../src/adapters/sandbox/call/kind.ts';
import type { CallTruth } from '../../../src/adapters/sandbox/control/call-truth.ts';
import { requestCheckSum } from '../../../src/adapters/sandbox/wire/signature.ts';

export interface TestApp {
  readonly appKey: string;
  readonly appSecret: string;
  readonly accid: string;
}

export interface WireAnswer {
  readonly code: number;
  readonly msg?: string;
  readonly desc?: string;
  readonly obj?: Record<string, unknown>;
}

/** Signed headers of a provider request; `curTime` in seconds unless a test wants otherwise. */
export function signedHeaders(
  app: TestApp,
  { nonce = randomUUID(), curTime = String(Math.floor(Date.now() / 1000)) }: { nonce?: string; curTime?: string } = {},
): Record<string, string> {
  return {
    AppKey: app.appKey,
    Nonce: nonce,
    CurTime: curTime,
    CheckSum: requestCheckSum(app.appSecret, nonce, curTime),
    'Content-Type': 'application/x-www-form-urlencoded;charset=utf-8',
  };
}

/** One request to the wire endpoints, answered in full. */
export async function callAction(
  url: string,
  app: TestApp,
  action: string,
  form: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const folder = action === 'sendcode' || action === 'verifycode' ? 'sms' : 'call/ecp';
  const response = await fetch(`${url}/${folder}/${action}.action`, {
    method: 'POST',
    headers: signedHeaders(app),
    body: new URLSearchParams(form).toString(),
  });
  return { status: response.status, text: await response.text() };
}

export async function action(
  url: string,
  app: TestApp,
  name: string,
  form: Record<string, string>,
): Promise<WireAnswer> {
  return JSON.parse((await callAction(url, app, name, form)).text) as WireAnswer;
}

export const caller = '13900000001';

/** Starts a call of at most 600 seconds. */
export function start(
  url: string,
  app: TestApp,
  callee: string,
  form: Record<string, string> = {},
  name: StartAction = 'startcall',
): Promise<WireAnswer> {
  return action(url, app, name, { callerAcc: app.accid, caller, callee, maxDur: '600', ...form });
}

export async function startedSession(url: string, app: TestApp, callee: string, maxDur = '600'): Promise<string> {
  const answer = await start(url, app, callee, { maxDur });
  return answer.obj?.['session'] as string;
}

/** Starts a conference of at most 600 seconds; the callees are written as JSON. */
export function startConference(
  url: string,
  app: TestApp,
  callees: readonly string[],
  form: Record<string, string> = {},
): Promise<WireAnswer> {
  return start(url, app, JSON.stringify(callees), form, 'startconf');
}

export async function startedConference(
  url: string,
  app: TestApp,
  callees: readonly string[],
  maxDur = '600',
): Promise<string> {
  const answer = await startConference(url, app, callees, { maxDur });
  return answer.obj?.['session'] as string;
}

export async function postJson(url: string, body: unknown): Promise<{ status: number; json: Record<string, unknown> }> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

export async function registeredApp(url: string, callbackUrl: string): Promise<TestApp> {
  const { json } = await postJson(`${url}/sandbox/apps`, { callbackUrl });
  return json as unknown as TestApp;
}

/** As JSON brings it: times are ISO strings. */
export type Truth = Omit<CallTruth, 'callback' | `${string}At`> & {
  readonly [Name in Extract<keyof CallTruth, `${string}At`>]: string | null;
} & { readonly callback: { attempts: number; deliveredAt: string | null; lastStatus: number | null } };

export async function truthOf(url: string, session: string): Promise<Truth> {
  const response = await fetch(`${url}/sandbox/calls/${session}`);
  return (await response.json()) as Truth;
}

export async function truthsTo(url: string, callee: string): Promise<Truth[]> {
  const response = await fetch(`${url}/sandbox/calls?callee=${callee}`);
  return (await response.json()) as Truth[];
}
