import { type CallKind, startActions } from '../call/kind.ts';
import { seededBetween } from '../call/seeded.ts';
import {
  type CallbackFault,
  type FaultRule,
  isScheduleFault,
  type MessageFault,
  type QueryFault,
  type ScheduleFault,
  type StartFault,
} from './fault.ts';

/** Fine enough for any probability that a test asks for. */
const drawRange = 1_000_000;

/** A call as rules are matched with it. */
export interface MatchedCall {
  readonly kind: CallKind;
  readonly appKey: string;
  readonly caller: string;
  readonly callees: readonly { readonly number: string }[];
}

interface KeptRule {
  readonly id: number;
  readonly rule: FaultRule;
  draws: number;
  used: number;
}

/** The rules by which this server misbehaves. They are forgotten when it ends. */
export class FaultRules {
  readonly #rules = new Map<number, KeptRule>();
  readonly #seed: string;
  #lastId = 0;

  /** @param seed decides, with the rule's id and the draws before, whether a rule with a probability strikes. */
  constructor(seed: string) {
    this.#seed = seed;
  }

  add(rule: FaultRule): { readonly id: number } {
    this.#lastId += 1;
    this.#rules.set(this.#lastId, { id: this.#lastId, rule, draws: 0, used: 0 });
    return { id: this.#lastId };
  }

  /** In the order in which they were added, each with how often it struck. */
  list(): (FaultRule & { readonly id: number; readonly used: number })[] {
    return [...this.#rules.values()].map(({ id, used, rule }) => ({ id, used, ...rule }));
  }

  /** False when there is no such rule. */
  remove(id: number): boolean {
    return this.#rules.delete(id);
  }

  clear(): void {
    this.#rules.clear();
  }

  /** The first rule that strikes this start, or null. */
  onStart(call: MatchedCall): StartFault | null {
    for (const kept of this.#rules.values()) {
      if (kept.rule.on === 'start' && this.#strikes(kept, call)) return kept.rule.fault;
    }
    return null;
  }

  /** The first rule that strikes this query, or null. */
  onQuery(call: MatchedCall): QueryFault | null {
    for (const kept of this.#rules.values()) {
      if (kept.rule.on === 'query' && this.#strikes(kept, call)) return kept.rule.fault;
    }
    return null;
  }

  /** All that happens to the schedule of this call's callback. */
  onSchedule(call: MatchedCall): ScheduleFault[] {
    return this.#onCallback(call, isScheduleFault);
  }

  /** All that happens to one attempt at this call's callback. */
  onMessage(call: MatchedCall): MessageFault[] {
    return this.#onCallback(call, (fault): fault is MessageFault => !isScheduleFault(fault));
  }

  #onCallback<Fault extends CallbackFault>(
    call: MatchedCall,
    asked: (fault: CallbackFault) => fault is Fault,
  ): Fault[] {
    const struck: Fault[] = [];
    for (const kept of this.#rules.values()) {
      const { rule } = kept;
      if (rule.on === 'callback' && asked(rule.fault) && this.#strikes(kept, call)) struck.push(rule.fault);
    }
    return struck;
  }

  #strikes(kept: KeptRule, call: MatchedCall): boolean {
    const { match = {}, probability = 1, times = Infinity } = kept.rule;
    if (!fits(call, match) || kept.used >= times) return false;
    kept.draws += 1;
    const draw = seededBetween(`${this.#seed}/fault ${kept.id}/${kept.draws}`, 0, drawRange - 1);
    if (draw >= probability * drawRange) return false;
    kept.used += 1;
    return true;
  }
}

function fits(call: MatchedCall, match: NonNullable<FaultRule['match']>): boolean {
  return (
    (match.action ?? startActions[call.kind]) === startActions[call.kind] &&
    (match.appKey ?? call.appKey) === call.appKey &&
    (match.caller ?? call.caller) === call.caller &&
    (match.callee === undefined || call.callees.some(({ number }) => number === match.callee))
  );
}
