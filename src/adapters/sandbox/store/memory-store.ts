import { DueQueue } from './due-queue.ts';
import { PlacedCalls } from './placed-calls.ts';
import type {
  AttemptResult,
  CallFilter,
  Delivery,
  SandboxApp,
  SandboxCall,
  SandboxMail,
  SandboxMessage,
  SandboxPayment,
  SandboxStore,
} from './store.ts';

type Claimable = Delivery & { readonly leasedUntil: number };

/** Keeps everything in this process. A server that is stopped and started on the same object goes on with it. */
export class MemoryStore implements SandboxStore {
  readonly #apps = new Map<string, SandboxApp>();
  readonly #calls = new PlacedCalls();
  readonly #deliveries = new Map<string, Claimable>();
  /** Those of `#deliveries` that still have a due time. */
  readonly #open = new DueQueue();
  readonly #messages: SandboxMessage[] = [];
  readonly #mails: SandboxMail[] = [];
  readonly #payments = new Map<string, SandboxPayment>();

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  saveApp(app: SandboxApp): Promise<SandboxApp> {
    const known = this.#apps.get(app.appKey);
    const kept = known ? { ...known, callbackUrl: app.callbackUrl } : app;
    this.#apps.set(app.appKey, kept);
    return Promise.resolve(kept);
  }

  rotateSecret(appKey: string, from: string, to: string): Promise<SandboxApp | null> {
    const known = this.#apps.get(appKey);
    if (known?.appSecret !== from) return Promise.resolve(null);
    const rotated = { ...known, appSecret: to, replacedSecret: from };
    this.#apps.set(appKey, rotated);
    return Promise.resolve(rotated);
  }

  findApp(appKey: string): Promise<SandboxApp | null> {
    return Promise.resolve(this.#apps.get(appKey) ?? null);
  }

  addCall(call: SandboxCall, dues: readonly Date[], leaseMs: number): Promise<Delivery[]> {
    this.#calls.add(call);
    const attempts = leaseMs > 0 ? 1 : 0;
    const leasedUntil = leaseMs > 0 ? Date.now() + leaseMs : 0;
    const added = dues.map((due, index): Claimable => {
      const copy = index + 1;
      return { session: call.session, copy, due, attempts, leasedUntil, lastStatus: null, deliveredAt: null };
    });
    for (const delivery of added) this.#put(delivery);
    return Promise.resolve(added);
  }

  findCall(session: string): Promise<SandboxCall | null> {
    return Promise.resolve(this.#calls.find(session));
  }

  listCalls(filter: CallFilter, limit: number): Promise<SandboxCall[]> {
    return Promise.resolve(this.#calls.newest(filter, limit));
  }

  listCallsAfter(filter: CallFilter, after: string | null, limit: number): Promise<SandboxCall[]> {
    return Promise.resolve(this.#calls.placedAfter(filter, after, limit));
  }

  claimDue(now: Date, limit: number, leaseMs: number): Promise<Delivery[]> {
    const wall = Date.now();
    const free = (key: string): boolean => (this.#deliveries.get(key)?.leasedUntil ?? Infinity) <= wall;
    const claimed = this.#open.dueAt(now, limit, free).flatMap((key) => {
      const delivery = this.#deliveries.get(key);
      return delivery ? [{ ...delivery, attempts: delivery.attempts + 1, leasedUntil: wall + leaseMs }] : [];
    });
    for (const delivery of claimed) this.#put(delivery);
    return Promise.resolve(claimed);
  }

  recordAttempt(result: AttemptResult): Promise<void> {
    const delivery = this.#deliveries.get(`${result.session}/${result.copy}`);
    const claimHolds = delivery?.attempts === result.attempt || result.deliveredAt !== null;
    if (delivery?.deliveredAt === null && claimHolds) {
      const { status: lastStatus, deliveredAt, nextDue: due } = result;
      this.#put({ ...delivery, lastStatus, deliveredAt, due, leasedUntil: 0 });
    }
    return Promise.resolve();
  }

  nextDue(now: Date): Promise<Date | null> {
    return Promise.resolve(this.#open.nextAfter(now));
  }

  listDeliveries(sessions: readonly string[]): Promise<Delivery[]> {
    return Promise.resolve(sessions.flatMap((session) => this.#copiesOf(session)));
  }

  addMessage(message: SandboxMessage): Promise<void> {
    this.#messages.push(message);
    return Promise.resolve();
  }

  listMessages(to: string | null, limit: number): Promise<SandboxMessage[]> {
    const wanted = this.#messages.filter((message) => to === null || message.to === to);
    return Promise.resolve(wanted.reverse().slice(0, limit));
  }

  addMail(mail: SandboxMail): Promise<void> {
    this.#mails.push(mail);
    return Promise.resolve();
  }

  listMails(to: string | null, limit: number): Promise<SandboxMail[]> {
    const wanted = this.#mails.filter((mail) => to === null || mail.to === to);
    return Promise.resolve(wanted.reverse().slice(0, limit));
  }

  addPayment(payment: SandboxPayment): Promise<SandboxPayment> {
    const kept = this.#payments.get(payment.orderId) ?? payment;
    this.#payments.set(kept.orderId, kept);
    return Promise.resolve(kept);
  }

  listPayments(limit: number): Promise<SandboxPayment[]> {
    return Promise.resolve([...this.#payments.values()].reverse().slice(0, limit));
  }

  #copiesOf(session: string): Delivery[] {
    const copies: Delivery[] = [];
    for (
      let copy = this.#deliveries.get(`${session}/1`);
      copy;
      copy = this.#deliveries.get(`${session}/${copy.copy + 1}`)
    ) {
      copies.push(copy);
    }
    return copies;
  }

  #put(delivery: Claimable): void {
    const key = `${delivery.session}/${delivery.copy}`;
    this.#deliveries.set(key, delivery);
    if (delivery.due === null) this.#open.remove(key);
    else this.#open.put(key, delivery.due);
  }
}
