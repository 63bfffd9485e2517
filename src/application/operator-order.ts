import { DomainError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import type { OperatorAction, OperatorOperation } from '../domain/operator.ts';
import { actionOf } from '../domain/operator.ts';
import type { OperatorPrincipal } from '../domain/principal.ts';
import type { KeyedRequest, RequestKey } from '../domain/request.ts';
import { earlierOutcome } from '../domain/request.ts';
import { parseText } from '../domain/text.ts';
import { requestKey } from './idempotency.ts';
import type { Accepted, Decision, Facts } from './ports/account-repository.ts';

/** What each decision of an operator about an account comes with. */
export interface OperatorCommand {
  readonly account: AccountId;
  /** Why, for whoever reads the trail. */
  readonly reason: string;
  readonly idempotencyKey: string;
}

/** An operator's command, parsed: to be carried out once. */
export interface OperatorOrder {
  readonly by: OperatorPrincipal;
  readonly account: AccountId;
  readonly action: OperatorAction['action'];
  readonly reason: string;
  readonly key: RequestKey;
  readonly input: string;
  /** All that was asked for beside the account and the reason, as the trail has it where it was refused. */
  readonly asked: string;
}

/** What a rule made of an order, and what the trail says of it. */
export interface CarriedOut<T> extends Accepted<T> {
  /** The id of what it is about. The order's key remembers it. */
  readonly subject: string;
  /** What was decided, and what was there before. */
  readonly details: OperatorAction['details'];
}

/**
 * @param terms all that was asked for beside the account and the reason: the same key with others is a mismatch.
 * @throws DomainError INVALID_TEXT
 */
export function operatorOrder(
  by: OperatorPrincipal,
  operation: OperatorOperation,
  command: OperatorCommand,
  terms: readonly (string | number | null)[],
): OperatorOrder {
  const reason = parseText('reason', command.reason, 500);
  const key = requestKey(operation, command.idempotencyKey);
  const input = JSON.stringify([...terms, reason]);
  const asked = JSON.stringify(terms);
  return { by, account: command.account, action: actionOf(operation), reason, key, input, asked };
}

/**
 * ROLE-1: carries an order out once. What was done, by whom and why, is in the trail by the same commit. A rule's no is
 * remembered by the key, and is in the trail too; nothing else is left of it. A repeat changes nothing.
 *
 * @param present the answer to a repeat of what was done: how its subject is now.
 * @throws DomainError IDEMPOTENCY_MISMATCH, and what the first use of the key was refused with.
 */
export function carryOutOnce<T extends object>(
  order: OperatorOrder,
  { request: earlier, now }: Facts<'request'>,
  present: (subject: string) => T,
  rule: () => CarriedOut<T>,
): Decision<T & { readonly replayed: boolean }> {
  const { by, account, action, reason, key, input, asked } = order;
  const earlierSubject = earlierOutcome(earlier, input);
  if (earlierSubject !== null) return { answer: { ...present(earlierSubject), replayed: true } };
  const keyed = (outcome: KeyedRequest['outcome']): KeyedRequest => ({ ...key, input, outcome, at: now });
  const entry = { operator: by.id, account, action, reason, at: now };
  try {
    const { answer, saves, transfers = [], subject, details } = rule();
    const request = keyed({ kind: 'DONE', id: subject });
    const done = { ...entry, subject, details };
    return { answer: { ...answer, replayed: false }, saves: { ...saves, request, action: done }, transfers };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { rejection } = error;
    const refused = { ...entry, subject: account, details: { refused: rejection.code, asked } };
    return { saves: { request: keyed({ kind: 'REFUSED', rejection }), action: refused }, refusal: error };
  }
}
