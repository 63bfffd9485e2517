import type { AppCredentials } from '../../src/application/ports/app-credentials.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type {
  Asked,
  CallNews,
  DialAnswer,
  DialOrder,
  TelephonyGateway,
} from '../../src/application/ports/telephony-gateway.ts';
import type { App } from '../../src/domain/app.ts';
import type { CallId, ProviderSession } from '../../src/domain/ids.ts';
import type { NamedParties, Parties } from '../../src/domain/parties.ts';
import { named } from '../../src/domain/parties.ts';
import type { Chance } from './chance.ts';
import type { Fault, Reached } from './coverage.ts';
import type { Delivery } from './delivery.ts';
import { deliveriesOf } from './delivery.ts';
import type { Dial } from './dial.ts';
import { reportOf, truthOf } from './dial.ts';
import type { Time } from './scheduler.ts';
import { sameTelephones } from './telephones.ts';

export interface ProviderParts {
  readonly time: Time;
  readonly chance: Chance;
  readonly reached: Reached;
  readonly apps: readonly App[];
  /** The committed call that an order is for. */
  readonly callOf: (app: App, order: DialOrder) => CallId | null;
  /** Whether the service knows its session: what it never heard of, it cannot know again. */
  readonly isKnown: (dial: Dial) => boolean;
  readonly post: (deliveries: readonly Delivery[]) => void;
  readonly violated: (claim: string) => void;
}

type StartFate =
  'STARTED' | 'LOST_RANG' | 'LOST_SILENT' | 'REFUSED' | 'REFUSED_RANG' | 'LIMITED' | 'EMPTY' | 'UNREACHED' | 'REUSED';

const startFates: readonly (readonly [number, StartFate])[] = [
  [560, 'STARTED'],
  [120, 'LOST_RANG'],
  [90, 'LOST_SILENT'],
  [60, 'REFUSED'],
  [20, 'REFUSED_RANG'],
  [40, 'LIMITED'],
  [30, 'EMPTY'],
  [30, 'UNREACHED'],
  [50, 'REUSED'],
];

const fateNames: Partial<Record<StartFate, Fault>> = {
  LOST_RANG: 'start: answer lost, it rang',
  LOST_SILENT: 'start: answer lost, nothing rang',
  REFUSED: 'start: refused',
  REFUSED_RANG: 'start: refused, and it rang',
  LIMITED: 'start: rate limited',
  EMPTY: 'start: contract empty',
  UNREACHED: 'start: never reached',
};

/** The provider with its hidden truth. What it answers and reports may be late, lost, doubled and contradictory. */
export class Provider {
  readonly dials: Dial[] = [];
  /** Telephones whose reports may fit more than one call, by no fault of ours. */
  readonly muddled = new Set<string>();
  isCalm = false;
  readonly #clockSkew: number;

  constructor(private readonly parts: ProviderParts) {
    this.#clockSkew = parts.chance.between(-40_000, 40_000);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous; the model is not
  async dial(credentials: AppCredentials, order: DialOrder, wall: Date): Promise<DialAnswer> {
    const { chance, reached } = this.parts;
    if (wall >= order.sendBefore) {
      reached.fault('start: too late to be sent');
      return { kind: 'REJECTED', refusal: { providerCode: null, retryAfterSeconds: null } };
    }
    const app = this.#appOf(credentials);
    const call = this.parts.callOf(app, order);
    if (call === null) {
      this.parts.violated('I7 a telephone rings for a call that was never committed');
      return { kind: 'AMBIGUOUS', why: 'no such call' };
    }
    if (this.dials.some((dial) => dial.call === call)) this.parts.violated('I7 a call is dialled once');
    return this.#answer(app, call, order, this.isCalm ? 'STARTED' : chance.weighed(startFates));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous; the model is not
  async query(credentials: AppCredentials, { kind, session }: Asked): Promise<CallNews> {
    const { time, chance, reached } = this.parts;
    const app = this.#appOf(credentials);
    const dial = this.dials.find((one) => one.app.id === app.id && one.session === session && one.rang);
    if (dial?.parties.kind !== kind) return { kind: 'UNKNOWN', why: 'no such session' };
    if (dial.isForgotten) reached.fault('query: forgotten for ever');
    const isSilent = !this.isCalm && chance.happens(25);
    if (isSilent) reached.fault('query: tells nothing');
    if (dial.isForgotten || isSilent) return { kind: 'UNKNOWN', why: 'silent' };
    if (time.now >= dial.endsAt) {
      if (dial.queriedSeconds !== dial.talkSeconds) reached.fault('query: another duration');
      return { kind: 'ENDED', report: reportOf(dial, 'QUERY', dial.queriedSeconds) };
    }
    return this.#alive(dial);
  }

  /** As one replica reaches it, which looks at its own clock before the first byte. */
  gateway(clock: Pick<Clock, 'wall'>): TelephonyGateway {
    return {
      dial: (credentials, order) => this.dial(credentials, order, clock.wall()),
      query: (credentials, asked) => this.query(credentials, asked),
      reachable: () => Promise.resolve(true),
    };
  }

  #alive({ createdAt, answeredAt, talkSeconds }: Dial): CallNews {
    const { now } = this.parts.time;
    if (this.parts.chance.happens(15)) return { kind: 'ALIVE', status: null, answeredAt: null };
    if (now >= answeredAt && talkSeconds > 0) {
      return { kind: 'ALIVE', status: 'IN_PROGRESS', answeredAt: new Date(answeredAt) };
    }
    const isCallersTurn = now - createdAt.getTime() < (answeredAt - createdAt.getTime()) / 2;
    return { kind: 'ALIVE', status: isCallersTurn ? 'CALLER_RINGING' : 'CALLEE_RINGING', answeredAt: null };
  }

  #answer(app: App, call: CallId, order: DialOrder, fate: StartFate): DialAnswer {
    const { chance, reached, apps, time } = this.parts;
    const earlier = this.dials.filter((dial) => dial.app.id === app.id && this.parts.isKnown(dial));
    const rang = fate === 'STARTED' || fate === 'LOST_RANG' || fate === 'REFUSED_RANG' || fate === 'REUSED';
    const dial = this.#record(app, call, order, fate);
    const name = fateNames[fate];
    if (name !== undefined) reached.fault(name);
    if (dial.talkSeconds > order.maxSeconds && rang) reached.fault('talk: longer than granted');
    if (rang) {
      const others = apps.filter((other) => other.id !== app.id);
      this.parts.post(deliveriesOf(dial, others, { chance, reached, now: time.now }));
    }
    if (fate === 'REFUSED_RANG') this.muddled.add(sameTelephones(app, dial.parties));
    switch (fate) {
      case 'STARTED':
        return { kind: 'STARTED', session: dial.session };
      case 'REUSED':
        if (earlier.length === 0) return { kind: 'AMBIGUOUS', why: 'no session in the answer' };
        reached.fault('start: session of another call');
        return { kind: 'STARTED', session: chance.pick(earlier).session };
      case 'LOST_RANG':
      case 'LOST_SILENT':
        return { kind: 'AMBIGUOUS', why: 'no answer' };
      case 'LIMITED':
        return { kind: 'REJECTED', refusal: { providerCode: 416, retryAfterSeconds: 60 } };
      case 'EMPTY':
        return {
          kind: 'REJECTED',
          refusal: { providerCode: 403, retryAfterSeconds: null, cause: 'OUT_OF_MINUTES' },
        };
      case 'UNREACHED':
        return { kind: 'REJECTED', refusal: { providerCode: null, retryAfterSeconds: null } };
      case 'REFUSED':
      case 'REFUSED_RANG':
        return {
          kind: 'REJECTED',
          refusal: { providerCode: chance.pick([302, 414, 422, 509]), retryAfterSeconds: null },
        };
    }
  }

  #record(app: App, call: CallId, order: DialOrder, fate: StartFate): Dial {
    const { chance, time } = this.parts;
    const rang = fate === 'STARTED' || fate === 'LOST_RANG' || fate === 'REFUSED_RANG' || fate === 'REUSED';
    const truth = truthOf(chance, time.now, order.maxSeconds);
    const dial: Dial = {
      ...truth,
      app,
      call,
      parties: this.#asNamed(order.parties),
      createdAt: new Date(time.now + this.#clockSkew),
      rang,
      refused:
        fate === 'REFUSED' || fate === 'REFUSED_RANG' || fate === 'LIMITED' || fate === 'EMPTY' || fate === 'UNREACHED',
      session: `session-${this.dials.length + 1}` as ProviderSession,
      isForgotten: chance.happens(6),
      queriedSeconds: truth.talkSeconds + (chance.happens(5) ? chance.between(1, 90) : 0),
      reportedSeconds: new Set(),
      told: new Set(),
    };
    this.dials.push(dial);
    return dial;
  }

  /** Whom it names first is its own affair. */
  #asNamed(parties: Parties): NamedParties {
    const names = named(parties);
    if (names.kind === 'CALL') return names;
    const members = this.parts.chance.shuffled(names.members);
    if (members.join() !== names.members.join()) this.parts.reached.fault('conference: members in another order');
    return { ...names, members };
  }

  #appOf({ appKey }: AppCredentials): App {
    return this.parts.apps.find((app) => app.appKey === appKey)!;
  }
}
