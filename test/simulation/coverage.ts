/** What a call can be, with what became of its money. */
export const states = [
  'PLACING',
  'UNCONFIRMED',
  'DIALING',
  'CALLER_RINGING',
  'CALLEE_RINGING',
  'IN_PROGRESS',
  'COMPLETED',
  'NO_ANSWER',
  'BUSY',
  'DECLINED',
  'FAILED settled',
  'FAILED voided',
  'charged late',
  'REFUSED',
  'charged with a shortfall',
  'discrepancy',
  'overdue with an alarm',
  'callback MATCHED',
  'callback DUPLICATE',
  'callback PARKED',
  'decided by an operator',
  'conference: PLACING',
  'conference: UNCONFIRMED',
  'conference: DIALING',
  'conference: IN_PROGRESS',
  'conference: COMPLETED',
  'conference: NO_ANSWER',
  'conference: BUSY',
  'conference: DECLINED',
  'conference: FAILED settled',
  'conference: FAILED voided',
  'conference: charged late',
  'conference: REFUSED',
  'conference: charged on CONVERSATION',
  'conference: charged on EACH_PARTY',
  'conference: decided by an operator',
] as const;

export type ReachedState = (typeof states)[number];

/** What can go wrong, or differ, at an await, on the way of a callback, at the provider, or on the client's side. */
export const faults = [
  'step: crash before the effect',
  'step: crash after the effect',
  'step: error before the effect',
  'step: error after the effect',
  'step: answer delayed',
  'step: conflict, decided again',
  'replica: paused',
  'replica: clock skewed',
  'replica: restarted with another price',
  'start: refused',
  'start: refused, and it rang',
  'start: rate limited',
  'start: contract empty',
  'start: never reached',
  'start: answer lost, it rang',
  'start: answer lost, nothing rang',
  'start: session of another call',
  'start: too late to be sent',
  'start: held back by the rate',
  'start: held back by the breaker',
  'start: limit reached',
  'conference: members in another order',
  'conference: too few parties',
  'conference: under way already',
  'conference: limit reached',
  'talk: longer than granted',
  'query: tells nothing',
  'query: forgotten for ever',
  'query: another duration',
  'callback: early',
  'callback: late',
  'callback: lost',
  'callback: duplicated',
  'callback: reordered',
  'callback: to another app',
  'callback: signed long ago',
  'callback: absurd',
  'callback: not understood',
  'callback: another duration',
  'callback: not taken, sent again',
  'request: repeated',
  'request: key used for another input',
  'request: twins at once',
  'request: client never heard',
  'payment: pending',
  'service: disabled',
  'time: days pass',
] as const;

export type Fault = (typeof faults)[number];

/** What one world reached. */
export class Reached {
  readonly labels = new Set<string>();

  state(state: ReachedState): void {
    this.labels.add(state);
  }

  fault(fault: Fault): void {
    this.labels.add(fault);
  }
}

/** In how many worlds each state and each fault was reached. */
export class Tally {
  readonly counts = new Map<string, number>([...states, ...faults].map((label) => [label, 0]));
  sequences = 0;

  add(labels: Iterable<string>): void {
    this.sequences += 1;
    for (const label of labels) this.counts.set(label, (this.counts.get(label) ?? 0) + 1);
  }

  merge(other: { readonly sequences: number; readonly counts: Iterable<readonly [string, number]> }): void {
    this.sequences += other.sequences;
    for (const [label, count] of other.counts) this.counts.set(label, (this.counts.get(label) ?? 0) + count);
  }

  /** Those that fewer than 1 % of the worlds reached: the run says little about them. */
  rare(): readonly string[] {
    return [...this.counts].filter(([, count]) => count * 100 < this.sequences).map(([label]) => label);
  }

  table(): string {
    const rows = [...this.counts].map(([label, count]) => {
      const percent = this.sequences === 0 ? 0 : (100 * count) / this.sequences;
      return `${label.padEnd(40)} ${String(count).padStart(9)} ${percent.toFixed(2).padStart(7)} %`;
    });
    return rows.join('\n');
  }
}
