import fc from 'fast-check';
import { closeAlarm } from '../../src/application/close-alarm.ts';
import { decisionOf } from '../../src/application/decision-of.ts';
import type { AccountRepository } from '../../src/application/ports/account-repository.ts';
import type { Random } from '../../src/application/ports/secrets.ts';
import { postAdjustment } from '../../src/application/post-adjustment.ts';
import { resolveDiscrepancy } from '../../src/application/resolve-discrepancy.ts';
import { settleSuspense } from '../../src/application/settle-suspense.ts';
import type { AdjustmentKind } from '../../src/domain/adjustment.ts';
import type { App } from '../../src/domain/app.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { AccountId, CallId, ProviderSession } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import type { Principal } from '../../src/domain/principal.ts';
import { settle } from '../../src/domain/settlement.ts';
import * as a from './a.ts';

/** Something that operators and reports do to one account with two calls. */
export type DeskStep =
  | { readonly kind: 'ADJUST'; readonly what: AdjustmentKind; readonly fen: number; readonly reference: number }
  | { readonly kind: 'REPORT'; readonly call: number; readonly minutes: number }
  | { readonly kind: 'RESOLVE'; readonly call: number; readonly minutes: number; readonly posts: boolean }
  | { readonly kind: 'SUSPENSE'; readonly call: number; readonly collects: boolean }
  | { readonly kind: 'CLOSE'; readonly call: number };

const call = fc.nat({ max: 1 });
/** Few, so that reports differ and are decided about; nine cost more than was reserved. */
const minutes = fc.constantFrom(0, 2, 9);

export const deskSteps: fc.Arbitrary<DeskStep[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('ADJUST' as const),
      what: fc.constantFrom<AdjustmentKind>('CREDIT', 'DEBIT', 'PAY_IN', 'PAY_OUT'),
      fen: fc.integer({ min: 1, max: 80 }),
      reference: fc.nat({ max: 8 }),
    }),
    fc.record({ kind: fc.constant('REPORT' as const), call, minutes }),
    fc.record({ kind: fc.constant('RESOLVE' as const), call, minutes, posts: fc.boolean() }),
    fc.record({ kind: fc.constant('SUSPENSE' as const), call, collects: fc.boolean() }),
    fc.record({ kind: fc.constant('CLOSE' as const), call }),
  ),
  { minLength: 5, maxLength: 40, size: 'max' },
);

export interface DeskWorld {
  readonly accounts: AccountRepository;
  readonly random: Random;
  readonly operator: Principal;
  readonly account: AccountId;
  readonly app: App;
}

/** What each step left, as the account and its two calls have it. */
export interface DeskState {
  readonly balance: bigint;
  readonly reserved: bigint;
  readonly paid: readonly bigint[];
  readonly missing: readonly bigint[];
}

/**
 * Plays the steps, each twice with one key. Answers with the state after each, what adjustments have added up to, and
 * the references that were posted.
 */
export async function playDesk(
  { accounts, random, operator, account, app }: DeskWorld,
  steps: readonly DeskStep[],
): Promise<{
  states: readonly DeskState[];
  adjusted: bigint;
  references: readonly string[];
  broken: readonly string[];
}> {
  const ports = { accounts, random };
  const calls = [random.id(), random.id()] as CallId[];
  for (const [index, id] of calls.entries()) {
    const numbers = index === 0 ? {} : { caller: a.callee, callee: a.caller };
    const placed = a.openCall({ session: sessionOf(id) }, { id, account, app: app.id, ...numbers });
    await accounts.decide(account, {}, (facts) => ({
      answer: undefined,
      saves: { account: facts.account.reserve(placed.order.reservation), call: placed },
    }));
  }
  const [states, references, broken]: [DeskState[], string[], string[]] = [[], [], []];
  let adjusted = 0n;
  const look = async (): Promise<DeskState> => {
    const [first, second] = calls as [CallId, CallId];
    const one = await accounts.decide(account, { callLedger: first }, (facts) => ({ answer: facts }));
    const two = await accounts.decide(account, { callLedger: second }, (facts) => ({ answer: facts }));
    const ledgers = [one.callLedger, two.callLedger];
    return {
      balance: one.account.balance.fen,
      reserved: one.account.reserved.fen,
      paid: ledgers.map(({ paid }) => paid.fen),
      missing: ledgers.map(({ missing }) => missing.fen),
    };
  };
  const common = { account, reason: 'ticket' };
  const run = async (step: DeskStep, idempotencyKey: string): Promise<unknown> => {
    const command = { ...common, idempotencyKey };
    if (step.kind === 'ADJUST') {
      const { what: kind, reference } = step;
      const order = { ...command, kind, amount: Money.fen(step.fen), reference: `${account} ${reference}` };
      return await postAdjustment(ports)(operator, order);
    }
    const id = calls[step.call]!;
    if (step.kind === 'REPORT') return await reported(accounts, account, id, step.minutes);
    if (step.kind === 'RESOLVE') {
      const decision = step.posts ? 'POST' : 'CLOSE';
      const order = { ...command, call: id, reportedSeconds: step.minutes * 60, decision } as const;
      return await resolveDiscrepancy(ports)(operator, order);
    }
    if (step.kind === 'CLOSE') {
      return await closeAlarm(ports)(operator, { ...command, alarm: { kind: 'SHORTFALL', subject: id } });
    }
    return await settleSuspense(ports)(operator, {
      ...command,
      call: id,
      decision: step.collects ? 'COLLECT' : 'WRITE_OFF',
    });
  };
  for (const step of steps) {
    const key = random.token();
    const first = await outcome(run(step, key));
    const state = await look();
    const again = await outcome(run(step, key));
    if (first !== again) broken.push(`the same key answered ${again} after ${first}`);
    if (!isSame(state, await look())) broken.push(`a repeat had an effect: ${JSON.stringify(step)}`);
    if (step.kind === 'ADJUST' && first === 'done') {
      references.push(`${step.reference}`);
      adjusted += BigInt(['CREDIT', 'PAY_IN'].includes(step.what) ? step.fen : -step.fen);
    }
    states.push(state);
  }
  return { states, adjusted, references, broken };
}

/** Adds up over whatever was done, without knowing how it is done. */
export function brokenBooks(
  begun: number,
  { states, adjusted, references, broken }: Awaited<ReturnType<typeof playDesk>>,
): readonly string[] {
  const found = [...broken];
  for (const { balance, reserved, paid, missing } of states) {
    if (reserved < 0n || reserved > balance) found.push(`I2: balance ${balance}, reserved ${reserved}`);
    if ([...paid, ...missing].some((fen) => fen < 0n)) found.push('a call is paid or missing less than nothing');
  }
  const last = states.at(-1);
  const spent = last?.paid.reduce((sum, fen) => sum + fen, 0n) ?? 0n;
  if (last !== undefined && last.balance !== BigInt(begun) + adjusted - spent) found.push('the fen do not add up');
  if (new Set(references).size !== references.length) found.push('a reference was posted twice');
  return found;
}

function reported(accounts: AccountRepository, account: AccountId, id: CallId, minutes: number): Promise<unknown> {
  const report = a.report({ session: sessionOf(id), talkSeconds: minutes * 60 });
  return accounts.decide(account, { call: id }, (facts) => {
    const settlement = settle(facts.account, facts.call, report, facts.now);
    return decisionOf(facts.call, settlement);
  });
}

async function outcome(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'done';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

function sessionOf(id: CallId): ProviderSession {
  return `session of ${id}` as ProviderSession;
}

function isSame(one: DeskState, other: DeskState): boolean {
  const text = (state: DeskState): string => [state.balance, state.reserved, ...state.paid, ...state.missing].join(' ');
  return text(one) === text(other);
}
