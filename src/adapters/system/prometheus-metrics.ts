import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { CallbackOutcome, Errand, Metrics } from '../../application/ports/metrics.ts';
import { callbackOutcomes, errands } from '../../application/ports/metrics.ts';
import type { DialAnswer } from '../../application/ports/telephony-gateway.ts';
import type { AlarmKind } from '../../domain/alarm.ts';
import { alarmKinds } from '../../domain/alarm.ts';

const outcomes: readonly DialAnswer['kind'][] = ['STARTED', 'REJECTED', 'AMBIGUOUS'];

/** Prometheus' text format, in a registry of its own: another replica in the same process must not share it. */
export class PrometheusMetrics implements Metrics {
  readonly #registry = new Registry();
  readonly #alarms = new Counter({
    ...this.#named('zhuanxian_alarms_opened_total', 'Alarms that were opened.'),
    labelNames: ['kind'],
  });
  readonly #dials = new Counter({
    ...this.#named('zhuanxian_dials_total', 'Calls that were sent to the provider, by what its answer meant.'),
    labelNames: ['outcome'],
  });
  readonly #waits = new Histogram({
    ...this.#named('zhuanxian_turn_wait_seconds', "What an errand waited for its turn under the provider's rate."),
    labelNames: ['errand'],
    buckets: [0.001, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
  });
  readonly #refusals = new Counter({
    ...this.#named('zhuanxian_turns_refused_total', 'Errands that got no turn in time.'),
    labelNames: ['errand'],
  });
  readonly #callbacks = new Counter({
    ...this.#named(
      'zhuanxian_callbacks_total',
      "Requests at the provider's callback addresses, by what became of them.",
    ),
    labelNames: ['outcome'],
  });
  readonly #breaker = new Gauge(
    this.#named(
      'zhuanxian_breaker_open',
      '1 while any starts are held back because an account at the provider is empty.',
    ),
  );

  readonly #hints = new Gauge(
    this.#named('zhuanxian_hints_carried', '0 while hints between replicas are lost, and heads are compared instead.'),
  );

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    // A series that begins at its first event hides that event from every rate.
    for (const kind of alarmKinds) this.#alarms.inc({ kind }, 0);
    for (const outcome of outcomes) this.#dials.inc({ outcome }, 0);
    for (const outcome of callbackOutcomes) this.#callbacks.inc({ outcome }, 0);
    for (const errand of errands) this.#refusals.inc({ errand }, 0);
  }

  alarmOpened(kind: AlarmKind): void {
    this.#alarms.inc({ kind });
  }

  dialled(outcome: DialAnswer['kind']): void {
    this.#dials.inc({ outcome });
  }

  turn(errand: Errand, outcome: 'TAKEN' | 'REFUSED', seconds: number): void {
    if (outcome === 'TAKEN') this.#waits.observe({ errand }, seconds);
    else this.#refusals.inc({ errand });
  }

  callback(outcome: CallbackOutcome): void {
    this.#callbacks.inc({ outcome });
  }

  breaker(isOpen: boolean): void {
    this.#breaker.set(isOpen ? 1 : 0);
  }

  hints(isCarried: boolean): void {
    this.#hints.set(isCarried ? 1 : 0);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #named(name: string, help: string) {
    return { name, help, registers: [this.#registry] };
  }
}
