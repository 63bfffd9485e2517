import type { AnyCall } from '../../src/domain/any-call.ts';
import type { Verdict } from '../../src/domain/operator-decision.ts';
import type { OperatorPrincipal } from '../../src/domain/principal.ts';
import type { AppId, LoginId, OperatorId } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import type { Update } from '../../src/application/live/update.ts';
import type { Kind } from '../../src/domain/parties.ts';
import { updatesOf } from '../support/updates.ts';
import type { Fault } from './coverage.ts';
import type { RejectionCode } from '../../src/domain/errors.ts';
import type { Asked } from './known-answers.ts';
import type { Customer } from './customers.ts';
import type { Delivery } from './delivery.ts';
import type { Replica } from './replica.ts';
import { groupOf, pairOf } from './telephones.ts';
import type { Life } from './scheduler.ts';
import { isInjected } from './scheduler.ts';
import type { Outcome, World } from './world.ts';

/** On PostgreSQL he has a row. */
export const operator: OperatorPrincipal = {
  kind: 'OPERATOR',
  id: '00000000-0000-4000-8000-0000000000e1' as OperatorId,
  role: 'OPERATOR',
  login: 'login' as LoginId,
  expires: new Date(8.64e15),
};
/** What counts is its hash. */
const noBytes = new Uint8Array();

type Served = Life & Pick<Replica, 'application'>;

type Shared =
  | ('chance' | 'reached' | 'customers' | 'answers' | 'provider' | 'time' | 'taken' | 'post' | 'watchers')
  | ('trace' | 'violated' | 'invoke' | 'calls' | 'passTo');

/** What commands need of a world, on whatever store it is. */
export interface CommandWorld extends Pick<World, Shared> {
  anyReplica(): Served;
  twoReplicas(): readonly Served[];
}

/** A client's request with its idempotency key; to be sent as often as the client likes. */
interface Request {
  readonly asked: Asked;
  readonly send: (replica: Served) => Promise<{ readonly id: string; readonly replayed: boolean }>;
  readonly withOtherInput: () => Request;
  isAnswered: boolean;
}

/** What a client wants to be placed. */
interface Wanted {
  readonly kind: Kind;
  /** The caller first. */
  readonly telephones: readonly string[];
  readonly terms: {
    readonly app: AppId;
    readonly maxDurationSeconds: number | null;
    readonly minDurationSeconds: number | null;
    readonly reference: null;
    readonly idempotencyKey: string;
  };
}

/** What clients, operators and the provider do to the service. */
export class Commands {
  readonly #requests: Request[] = [];
  #keys = 0;

  constructor(private readonly world: CommandWorld) {}

  start(): void {
    this.#send(this.#newStart(), this.world.anyReplica());
  }

  twins(): void {
    this.world.reached.fault('request: twins at once');
    const request = this.#newStart();
    for (const replica of this.world.twoReplicas()) this.#send(request, replica);
  }

  topUp(): void {
    const { chance } = this.world;
    const { principal } = chance.pick(this.world.customers);
    const yuan = chance.pick([1000, 1000, 2500, 999]);
    this.#send(this.#topUp(principal, `key-${++this.#keys}`, yuan), this.world.anyReplica());
  }

  repeat(): void {
    if (this.#requests.length === 0) return;
    this.world.reached.fault('request: repeated');
    this.#send(this.world.chance.pick(this.#requests), this.world.anyReplica());
  }

  reuseKey(): void {
    if (this.#requests.length === 0) return;
    this.world.reached.fault('request: key used for another input');
    const other = this.world.chance.pick(this.#requests).withOtherInput();
    this.#send(other, this.world.anyReplica());
  }

  /** Clients that were told nothing ask once more. */
  repeatUnanswered(): void {
    for (const request of this.#requests) {
      if (!request.isAnswered && this.world.chance.happens(50)) this.#send(request, this.world.anyReplica());
    }
  }

  toggleService(): void {
    const { chance } = this.world;
    const { principal, apps } = chance.pick(this.world.customers);
    const input = { app: chance.pick(apps).id };
    const replica = this.world.anyReplica();
    const { enableService, disableService } = replica.application;
    if (chance.happens(60)) {
      this.world.invoke(
        replica,
        `enable ${input.app}`,
        () => enableService(principal, input),
        () => undefined,
      );
    } else {
      this.world.reached.fault('service: disabled');
      this.world.invoke(
        replica,
        `disable ${input.app}`,
        () => disableService(principal, input),
        () => undefined,
      );
    }
  }

  /** An operator has asked the provider's support about a call that waits for its end, and was told the truth. */
  decide(): void {
    const { world } = this;
    const isForgotten = ({ id }: AnyCall): boolean =>
      world.provider.dials.some((dial) => dial.call === id && dial.isForgotten);
    const call = world
      .calls()
      .find((one) => one.status === 'UNCONFIRMED' || (!one.hasEnded && one.session !== null && isForgotten(one)));
    if (call === undefined) return;
    if (world.chance.happens(70)) world.passTo(call.order.deadline.getTime() + 60_000);
    this.#send(this.#verdict(call), world.anyReplica());
  }

  /** At last, about all that are open still. */
  decideAll(): void {
    for (const call of this.world.calls()) {
      if (!call.hasEnded) this.#send(this.#verdict(call), this.world.anyReplica());
    }
  }

  #verdict(call: AnyCall): Request {
    const { account } = call.order;
    const dial = this.world.provider.dials.find((one) => one.call === call.id);
    const isSilent = dial?.rang !== true;
    const session = isSilent || this.world.chance.happens(50) ? null : dial.session;
    const verdict: Verdict = isSilent ? { kind: 'VOID' } : { kind: 'SETTLE', talkSeconds: dial.talkSeconds, session };
    const idempotencyKey = `key-${++this.#keys}`;
    const input = { account, call: call.id, verdict, reason: 'told by the provider', idempotencyKey };
    const request: Request = {
      asked: { key: `${account} resolveCall ${idempotencyKey}`, input: `${call.id} ${verdict.kind}` },
      send: async ({ application }) => {
        const { call: resolved, replayed } = await application.resolveUnconfirmedCall(operator, input);
        return { id: resolved.id, replayed };
      },
      withOtherInput: () => request,
      isAnswered: false,
    };
    return request;
  }

  sweep(): void {
    const replica = this.world.anyReplica();
    this.world.invoke(
      replica,
      'sweep calls',
      () => replica.application.resolveOverdueCalls(),
      () => undefined,
    );
    this.world.invoke(
      replica,
      'sweep top-ups',
      () => replica.application.resumeTopUps(),
      () => undefined,
    );
  }

  /** Delivers a callback; when it is not answered 200, the provider sends it again later, and then gives up. */
  deliver(delivery: Delivery): void {
    const { world } = this;
    const replica = world.anyReplica();
    const { application } = replica;
    const { to, body, report } = delivery;
    const receive = async (): Promise<void> => {
      const app = await application.appByCallbackKey(to.callbackKey);
      const signedAt = delivery.signedAt ?? new Date(world.time.now);
      await application.receiveCallback({ app: app!, bodyHash: body, body: noBytes, signedAt, report });
    };
    world.invoke(replica, `callback ${body} to ${to.id}`, receive, (outcome) => this.#delivered(delivery, outcome));
  }

  #delivered(delivery: Delivery, outcome: Outcome<void>): void {
    const { world } = this;
    if (typeof outcome === 'object' && 'answer' in outcome) {
      world.taken.push(delivery);
      if (delivery.isTrue) delivery.dial.told.add(delivery.report!.talkSeconds);
      return;
    }
    if (typeof outcome === 'object') world.violated(`A callback is not refused by a rule: ${outcome.refused.code}`);
    delivery.tries += 1;
    if (delivery.tries > 3) return;
    world.reached.fault('callback: not taken, sent again');
    delivery.due = world.time.now + world.chance.between(1, 3_600_000);
    world.post.push(delivery);
  }

  /** Somebody looks on: versions grow, and the watcher is let go when the call has ended. */
  watch(): void {
    const { world } = this;
    const calls = world.calls();
    const call = calls.findLast(({ hasEnded }) => !hasEnded) ?? calls.at(-1);
    if (call === undefined) return;
    const { principal } = world.customers.find((customer) => customer.principal.account === call.order.account)!;
    const replica = world.anyReplica();
    world.trace.add(`${replica.name} watch ${call.id}`);
    const { watchCall, watchConference } = replica.application;
    const watch = call.kind === 'CALL' ? watchCall : watchConference;
    const updates = updatesOf<Update>(watch(principal, call.id, null));
    let version = 0;
    const pull = async (): Promise<void> => {
      for await (const update of updates) {
        if (update.version < version) world.violated(`I16 a watcher never goes back (${call.id})`);
        version = update.version;
      }
    };
    world.watchers.push({ life: replica, call: call.id, stop: () => void updates.return().catch(() => undefined) });
    const watcher = world.watchers.at(-1)!;
    pull().then(
      () => world.watchers.splice(world.watchers.indexOf(watcher), 1),
      (error: unknown) => {
        world.watchers.splice(world.watchers.indexOf(watcher), 1);
        if (!isInjected(error)) world.violated(`A watcher failed by itself: ${String(error)}`);
      },
    );
  }

  #refused(asked: Asked, code: RejectionCode): void {
    const faults = [heldBack[code], asked.key.includes(' startConference ') ? conferenceHeldBack[code] : undefined];
    for (const fault of faults) if (fault !== undefined) this.world.reached.fault(fault);
    this.world.answers.refused(asked, code);
  }

  #newStart(): Request {
    const { chance, customers } = this.world;
    const { principal, apps } = chance.pick(customers);
    const app = chance.pick(apps);
    const kind = chance.happens(40) ? 'CONFERENCE' : 'CALL';
    const terms = {
      app: app.id,
      maxDurationSeconds: chance.pick([null, 60, 60, 61, 120, 300, 1800]),
      minDurationSeconds: chance.pick([null, null, 30, 60]),
      reference: null,
      idempotencyKey: `key-${++this.#keys}`,
    };
    const telephones = kind === 'CALL' ? pairOf(chance, app) : groupOf(chance, app);
    return this.#placing(principal, { kind, telephones, terms });
  }

  #placing(principal: Customer['principal'], wanted: Wanted): Request {
    const { kind, telephones, terms } = wanted;
    const [caller = '', ...callees] = telephones;
    const operation = kind === 'CALL' ? 'startCall' : 'startConference';
    const duration = `${String(terms.maxDurationSeconds)} ${String(terms.minDurationSeconds)}`;
    return {
      asked: {
        key: `${principal.account} ${operation} ${terms.idempotencyKey}`,
        input: `${terms.app} ${telephones.join(' ')} ${duration}`,
      },
      send: async ({ application }) => {
        if (kind === 'CALL') {
          const { call, replayed } = await application.startCall(principal, { ...terms, caller, callee: callees[0]! });
          return { id: call.id, replayed };
        }
        const { conference, replayed } = await application.startConference(principal, { ...terms, caller, callees });
        return { id: conference.id, replayed };
      },
      withOtherInput: () =>
        this.#placing(principal, { ...wanted, terms: { ...terms, maxDurationSeconds: 240, minDurationSeconds: null } }),
      isAnswered: false,
    };
  }

  #topUp(principal: Customer['principal'], key: string, yuan: number): Request {
    const amount = Money.fen(yuan * 100);
    return {
      asked: { key: `${principal.account} topUp ${key}`, input: String(yuan) },
      send: async ({ application }) => {
        const { topUp, replayed } = await application.topUp(principal, { amount, idempotencyKey: key });
        return { id: topUp.id, replayed };
      },
      withOtherInput: () => this.#topUp(principal, key, yuan + 1000),
      isAnswered: false,
    };
  }

  #send(request: Request, replica: Served): void {
    const { asked } = request;
    if (!this.#requests.includes(request)) this.#requests.push(request);
    this.world.invoke(
      replica,
      `${asked.key} (${asked.input})`,
      () => request.send(replica),
      (outcome) => {
        if (typeof outcome === 'string') {
          this.world.reached.fault('request: client never heard');
        } else if ('answer' in outcome) {
          request.isAnswered = true;
          this.world.answers.done(asked, outcome.answer.id, outcome.answer.replayed);
        } else {
          this.#refused(asked, outcome.refused.code);
        }
      },
    );
  }
}

const heldBack: Partial<Record<RejectionCode, Fault>> = {
  RATE_LIMITED: 'start: held back by the rate',
  PROVIDER_UNAVAILABLE: 'start: held back by the breaker',
  LIMIT_REACHED: 'start: limit reached',
};

const conferenceHeldBack: Partial<Record<RejectionCode, Fault>> = {
  WRONG_PARTY_COUNT: 'conference: too few parties',
  ALREADY_IN_PROGRESS: 'conference: under way already',
  LIMIT_REACHED: 'conference: limit reached',
};
