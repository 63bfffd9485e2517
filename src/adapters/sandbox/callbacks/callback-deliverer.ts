import { timelineOf, withTalk } from '../call/timeline.ts';
import type { SandboxClock } from '../clock.ts';
import type { Traffic } from '../control/traffic.ts';
import type { FaultRules } from '../faults/fault-rules.ts';
import type { Log } from '../log.ts';
import type { SandboxSettings } from '../settings.ts';
import type { Delivery, SandboxApp, SandboxCall, SandboxStore } from '../store/store.ts';
import { callbackMessage } from '../wire/callback-message.ts';
import { reportOf } from '../wire/report.ts';
import { forge } from './forgery.ts';
import { messagePlan } from './message-plan.ts';
import { Pause } from './pause.ts';
import { postCallback } from './post-callback.ts';
import { postForged } from './post-forged.ts';

/** Other servers on the same store add calls, and leases run out, without a word to this one. */
const lookAgainMs = 1000;
const atOnce = 32;

/** Delivers callbacks as they fall due, until each was answered 200 or given up. */
export class CallbackDeliverer {
  readonly #store: SandboxStore;
  readonly #clock: SandboxClock;
  readonly #settings: SandboxSettings;
  readonly #log: Log;
  readonly #home: () => string;
  readonly #faults: FaultRules;
  readonly #traffic: Traffic;
  readonly #pause = new Pause();
  readonly #underWay = new Set<Promise<void>>();
  #stopped = false;
  #loop: Promise<void> = Promise.resolve();
  #unsubscribe: () => void = () => undefined;

  constructor(options: {
    store: SandboxStore;
    clock: SandboxClock;
    settings: SandboxSettings;
    log: Log;
    home: () => string;
    faults: FaultRules;
    traffic: Traffic;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#settings = options.settings;
    this.#log = options.log;
    this.#home = options.home;
    this.#faults = options.faults;
    this.#traffic = options.traffic;
  }

  /** Wall milliseconds for which a claim is good: an attempt and the time to record it. */
  get leaseMs(): number {
    return this.#settings.callbackTimeoutMs + 5000;
  }

  start(): void {
    this.#unsubscribe = this.#clock.onChange(() => this.wake());
    this.#loop = this.#run();
  }

  /** Looks for due callbacks at once. */
  wake(): void {
    this.#pause.wake();
  }

  /** Begins no new attempt; resolves when those under way have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    this.wake();
    await this.#loop;
    await Promise.all(this.#underWay);
  }

  /** Makes one attempt at a claimed callback. Never rejects: what could not be recorded is claimed again later. */
  attempt(delivery: Delivery): Promise<void> {
    const { session, copy } = delivery;
    const attempt = this.#deliver(delivery)
      .catch((error: unknown) => {
        this.#log('warn', 'sandbox callback attempt not recorded', { session, copy, error: String(error) });
      })
      .finally(() => {
        this.#underWay.delete(attempt);
        this.wake();
      });
    this.#underWay.add(attempt);
    return attempt;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      let pauseMs = lookAgainMs;
      try {
        pauseMs = await this.#launchDue();
      } catch (error) {
        this.#log('warn', 'sandbox callbacks cannot be read', { error: String(error) });
      }
      await this.#pause.wait(pauseMs);
    }
  }

  /** Returns for how many wall milliseconds there is nothing more to do. */
  async #launchDue(): Promise<number> {
    const room = atOnce - this.#underWay.size;
    if (room <= 0) return lookAgainMs;
    const now = this.#clock.now();
    for (const delivery of await this.#store.claimDue(now, room, this.leaseMs)) void this.attempt(delivery);
    const next = await this.#store.nextDue(now);
    if (next === null) return lookAgainMs;
    return Math.min(lookAgainMs, Math.max(1, this.#clock.wallMillisecondsUntil(next)));
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const { session, copy, attempts } = delivery;
    const call = await this.#store.findCall(session);
    const app = call && (await this.#store.findApp(call.appKey));
    if (!app) throw new Error('The callback has no call or no app.');
    const status = await this.#send(call, app, delivery);
    const now = this.#clock.now();
    const deliveredAt = status === 200 ? now : null;
    const { endedAt } = timelineOf(call);
    const nextDue = deliveredAt ? null : this.#retryAt(attempts, now, endedAt);
    await this.#store.recordAttempt({ session, copy, attempt: attempts, status, deliveredAt, nextDue });
    this.#log('info', 'sandbox callback attempted', { session, copy, attempt: attempts, status });
  }

  /** Posts what the faults make of the callback, forged ones first; returns the HTTP status of the genuine one. */
  async #send(call: SandboxCall, app: SandboxApp, { session, copy, attempts }: Delivery): Promise<number | null> {
    const { callbackTimeoutMs, seed } = this.#settings;
    const plan = messagePlan(this.#faults.onMessage(call));
    const timeline = plan.talkSeconds === null ? timelineOf(call) : withTalk(call, plan.talkSeconds);
    const appSecret = (plan.replacedSecret ? app.replacedSecret : null) ?? app.appSecret;
    const signer = { appKey: app.appKey, appSecret };
    const message = callbackMessage(reportOf(call, timeline), signer, Date.now() - plan.staleSeconds * 1000);
    const receiver = plan.toAppKey === null ? app : await this.#store.findApp(plan.toAppKey);
    const url = new URL((receiver ?? app).callbackUrl, this.#home()).href;
    for (const [index, how] of plan.forged.entries()) {
      const forged = forge(how, call, app, message, `${seed}/${session}/${copy}/${attempts}/${index}`);
      this.#traffic.forgedPosted(session, (await postForged(url, forged, callbackTimeoutMs)) === 200);
    }
    const status = await postCallback(url, message, callbackTimeoutMs);
    this.#traffic.reportTold(session, 'CALLBACK', timeline.talkSeconds, status === 200);
    return status;
  }

  #retryAt(attempts: number, now: Date, endedAt: Date): Date | null {
    const { callbackRetrySeconds, callbackGiveUpSeconds } = this.#settings;
    const pauseSeconds = callbackRetrySeconds[attempts - 1] ?? callbackRetrySeconds.at(-1);
    if (pauseSeconds === undefined) return null;
    const retryAt = new Date(now.getTime() + pauseSeconds * 1000);
    return retryAt.getTime() - endedAt.getTime() > callbackGiveUpSeconds * 1000 ? null : retryAt;
  }
}
