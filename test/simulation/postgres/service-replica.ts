import { createHash } from 'node:crypto';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { openPostgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { AesSecrets } from '../../../src/adapters/system/aes-secrets.ts';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import type { Application } from '../../../src/application/application.ts';
import { createApplication } from '../../../src/application/application.ts';
import type { AccountRepository } from '../../../src/application/ports/account-repository.ts';
import type { Ports } from '../../../src/application/ports/ports.ts';
import type { Settings } from '../../../src/application/settings.ts';
import { keyFingerprint } from '../../../src/secrets-key.ts';
import type { Life } from '../scheduler.ts';
import { standIns, watchedLog } from '../stand-ins.ts';
import { mortal } from './mortal.ts';
import type { Outside } from './outside.ts';
import { isWeather } from './weather.ts';

/** Of the key that tests' databases are made for; the secrets here are plain. */
export const secretsFingerprint = keyFingerprint(new AesSecrets(Buffer.alloc(32, 'k')));

/** A replica of the service with its own pools and its own lease, in this process. */
export class ServiceReplica implements Life {
  alive = true;
  readonly pausedUntil = 0;
  application: Application;
  #die: () => void = () => undefined;
  readonly #death = new Promise<void>((resolve) => (this.#die = resolve));

  private constructor(
    readonly name: string,
    private readonly postgres: Postgres,
    private readonly outside: Outside,
    settings: Settings,
  ) {
    this.application = this.#compose(settings);
  }

  static async open(name: string, url: string, outside: Outside, settings: Settings): Promise<ServiceReplica> {
    const address = new URL(url);
    // So that the server knows whose connections they are: what stands in the address wins over what a pool says.
    address.searchParams.set('application_name', name);
    const postgres = await openPostgres({
      url: address.href,
      clockRate: 0,
      wall: () => new Date(),
      secretsFingerprint,
      log: () => undefined,
      leaseSeconds: 30,
      poolSizes: { members: 3, writers: 6, doormen: 1 },
    });
    return new ServiceReplica(name, postgres, outside, settings);
  }

  /** As if this process had been configured otherwise. */
  configure(settings: Settings): void {
    this.application = this.#compose(settings);
  }

  /** Takes service time over from the database, as it does by itself once a second. */
  async follow(): Promise<void> {
    await (this.postgres.clock as Postgres['clock'] & { refresh(): Promise<void> }).refresh();
  }

  /** Looks after what is due until nothing is, or until it dies. */
  async sweep(): Promise<void> {
    await Promise.race([this.#sweep(), this.#death]);
  }

  /** From now on it does nothing more; its lease is over. */
  async die(): Promise<void> {
    this.alive = false;
    this.#die();
    await this.close();
  }

  async close(): Promise<void> {
    await this.postgres.close();
  }

  async #sweep(): Promise<void> {
    const { resolveOverdueCalls, resumeTopUps } = this.application;
    for (let found = 1, turns = 0; found > 0 && turns < 50; turns++) {
      const works = await Promise.allSettled([resolveOverdueCalls(), resumeTopUps()]);
      found = 0;
      for (const work of works) {
        if (work.status === 'fulfilled') found += work.value;
        else if (!isWeather(work.reason)) this.outside.violated(`A sweep failed by itself: ${String(work.reason)}`);
      }
    }
  }

  #compose(settings: Settings): Application {
    const { clock, gateway, payments, violated, tamper } = this.outside;
    const { register } = this.postgres;
    const ports: Ports = {
      ...standIns(),
      ...this.postgres,
      accounts: this.#accounts(),
      clock,
      gateway,
      payments,
      random: new CryptoRandom(),
      auditor: { violations: () => Promise.resolve([]) },
      log: watchedLog(violated, () => undefined, isWeather),
      register: {
        claimDue: (...asked) => register.claimDue(...asked),
        accountsToBill: (...asked) => register.accountsToBill(...asked),
        topUpByReference: (reference) => register.topUpByReference(reference),
        claimPendingTopUps: (...asked) => register.claimPendingTopUps(...asked),
        appByCallbackKey: (key) => register.appByCallbackKey(key),
        liveReplicas: () => register.liveReplicas(),
        // The lease in the database goes by true wall time.
        leaseUntil: () => new Date(clock.wall().getTime() + 3_600_000),
      },
    };
    const application = createApplication(tamper(mortal(ports, this)), settings);
    return { ...application, receiveCallback: (received) => application.receiveCallback(withBytes(received)) };
  }

  /** Remembers which order each call was placed for: an order is known by the very number that it holds. */
  #accounts(): AccountRepository {
    const { accounts } = this.postgres;
    return {
      open: (account, owner) => accounts.open(account, owner),
      decide: (account, keys, rule) =>
        accounts.decide(account, keys, (facts) => {
          const decision = rule(facts);
          const call = decision.saves?.call;
          if (call?.status === 'PLACING') this.outside.placed.set(call.order.caller, call.id);
          return decision;
        }),
    };
  }
}

type Received = Parameters<Application['receiveCallback']>[0];

/** The simulated provider names a body by a text; here that text is the body. */
function withBytes(received: Received): Received {
  const body = Buffer.from(received.bodyHash);
  return { ...received, body, bodyHash: createHash('sha256').update(body).digest('hex') };
}
