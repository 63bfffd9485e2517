import { assert } from './assert.ts';
import type { Account } from './account.ts';
import type { ConferenceBounds } from './conference-bounds.ts';
import { arePossible, possibleConferenceBounds } from './conference-bounds.ts';
import { DomainError } from './errors.ts';
import type { AccountId, AppId } from './ids.ts';
import type { OwnLimit } from './own-limits.ts';
import { possibleLimits, requirePossibleCount } from './own-limits.ts';
import { LONGEST_PLAUSIBLE_SECONDS } from './report.ts';
import type { Suspension } from './standing.ts';
import type { Tariff } from './tariff.ts';

/** A list of apps is short enough to be read whole. */
const APPS_PER_ACCOUNT = 100;

/** CALL-3: what a call of this app may last, in seconds. */
export interface DurationLimits {
  readonly defaultSeconds: number;
  readonly ceilingSeconds: number;
}

export const standardDurationLimits: DurationLimits = { defaultSeconds: 1800, ceilingSeconds: 7200 };

/** An AppSecret that was replaced. What the provider signed with it is still taken until that time (service time). */
export interface ReplacedSecret {
  /** Encrypted as the present one is. */
  readonly sealed: string;
  readonly until: Date;
}

export type ServiceState = 'DISABLED' | 'ENABLED' | 'SUSPENDED';

interface AppFields {
  readonly id: AppId;
  readonly account: AccountId;
  readonly name: string;
  readonly appKey: string;
  /** The AppSecret, encrypted (ROLE-3). */
  readonly sealedSecret: string;
  /** Null where none was replaced, or its rotation was ended. */
  readonly replacedSecret: ReplacedSecret | null;
  /** The provider's user in whose name calls start. */
  readonly accid: string;
  /** The unguessable last part of this app's own callback address. */
  readonly callbackKey: string;
  /** What its account wants; see {@link App.serviceState}. */
  readonly service: 'DISABLED' | 'ENABLED';
  /** ACC-6: what operators decided, over what the account wants; null where they did not. */
  readonly suspension: Suspension | null;
  readonly limits: DurationLimits;
  /** Since when the provider has its AppKey disabled (422), as far as nobody has said otherwise; null where it has not. */
  readonly stoppedByProvider: Date | null;
  readonly conferences: ConferenceBounds;
  /** CALL-10: of its calls that may be alive, as operators set it, over what is configured. */
  readonly callsAtOnce: OwnLimit<number>;
  readonly createdAt: Date;
  readonly version: number;
}

type Untouched = 'service' | 'suspension' | 'stoppedByProvider' | 'replacedSecret' | 'callsAtOnce' | 'version';
type NewAppFields = Omit<AppFields, Untouched>;

/** An application of an account. The dedicated-line service is enabled per app. */
export class App {
  readonly id: AppId;
  readonly account: AccountId;
  readonly name: string;
  readonly appKey: string;
  readonly sealedSecret: string;
  readonly replacedSecret: ReplacedSecret | null;
  readonly accid: string;
  readonly callbackKey: string;
  readonly service: 'DISABLED' | 'ENABLED';
  readonly suspension: Suspension | null;
  readonly limits: DurationLimits;
  readonly stoppedByProvider: Date | null;
  readonly conferences: ConferenceBounds;
  readonly callsAtOnce: OwnLimit<number>;
  readonly createdAt: Date;
  readonly version: number;

  private constructor(fields: AppFields) {
    assert(arePossible(fields.conferences), 'the bounds of conferences are possible');
    assert(fields.limits.defaultSeconds <= fields.limits.ceilingSeconds, 'the default lies under the ceiling');
    this.id = fields.id;
    this.account = fields.account;
    this.name = fields.name;
    this.appKey = fields.appKey;
    this.sealedSecret = fields.sealedSecret;
    this.replacedSecret = fields.replacedSecret;
    this.accid = fields.accid;
    this.callbackKey = fields.callbackKey;
    this.service = fields.service;
    this.suspension = fields.suspension;
    this.limits = fields.limits;
    this.stoppedByProvider = fields.stoppedByProvider;
    this.conferences = fields.conferences;
    this.callsAtOnce = fields.callsAtOnce;
    this.createdAt = fields.createdAt;
    this.version = fields.version;
  }

  /** @throws DomainError APP_LIMIT_REACHED when the account has `existing` apps already. */
  static create(fields: NewAppFields, existing: number): App {
    if (existing >= APPS_PER_ACCOUNT) throw new DomainError({ code: 'APP_LIMIT_REACHED', maximum: APPS_PER_ACCOUNT });
    const untouched = { suspension: null, stoppedByProvider: null, replacedSecret: null, callsAtOnce: null };
    return new App({ ...fields, service: 'DISABLED', ...untouched, version: 1 });
  }

  static restore(fields: AppFields): App {
    return new App(fields);
  }

  get serviceState(): ServiceState {
    return this.suspension === null ? this.service : 'SUSPENDED';
  }

  /**
   * ACC-4: only while the account has more than 0 minutes left. An enabled app stays as it is, but where the provider
   * has stopped it: whoever enables it again says that its AppKey works again (KEY-2).
   *
   * @throws DomainError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, SERVICE_SUSPENDED, NO_MINUTES_LEFT
   */
  enable(account: Account, tariff: Tariff): App {
    account.requireActive();
    this.requireNotSuspended();
    if (this.service === 'ENABLED' && this.stoppedByProvider === null) return this;
    if (tariff.minutesLeft(account.available) < 1n) {
      const { pricePerMinute } = tariff;
      throw new DomainError({ code: 'NO_MINUTES_LEFT', available: account.available, pricePerMinute });
    }
    return new App({ ...this, service: 'ENABLED', stoppedByProvider: null, version: this.version + 1 });
  }

  /**
   * CALL-3, CONF-1, CALL-10: what its calls may last, how many may talk in its conferences, and how many calls may be
   * alive, from here on.
   *
   * @throws DomainError INVALID_DURATION, IMPOSSIBLE_PARTY_BOUNDS, LIMIT_OUT_OF_RANGE
   */
  limit(limits: DurationLimits, conferences: ConferenceBounds, callsAtOnce: OwnLimit<number>): App {
    const { defaultSeconds, ceilingSeconds } = limits;
    requireSeconds('maxDurationSecondsCeiling', ceilingSeconds, LONGEST_PLAUSIBLE_SECONDS);
    requireSeconds('maxDurationSecondsDefault', defaultSeconds, ceilingSeconds);
    if (!arePossible(conferences)) {
      const { minParties: minimum, maxParties: maximum } = possibleConferenceBounds;
      throw new DomainError({ code: 'IMPOSSIBLE_PARTY_BOUNDS', minimum, maximum });
    }
    requirePossibleCount('CALLS_AT_ONCE_APP', callsAtOnce, possibleLimits.callsAtOnce);
    return new App({ ...this, limits, conferences, callsAtOnce, version: this.version + 1 });
  }

  /** Takes no new calls from here on; calls under way settle normally. */
  disable(): App {
    return this.service === 'DISABLED' ? this : new App({ ...this, service: 'DISABLED', version: this.version + 1 });
  }

  /**
   * ROLE-3: requests are signed with this secret from now on; callbacks that are signed with the one before are taken for
   * so many seconds more, since they come late. Two secrets live at a time, never three.
   *
   * @throws DomainError SECRET_ROTATION_UNDER_WAY while the rotation before lasts.
   */
  rotateSecret(sealedSecret: string, seconds: number, now: Date): App {
    const { replacedSecret: before } = this;
    if (before !== null && now < before.until) {
      throw new DomainError({ code: 'SECRET_ROTATION_UNDER_WAY', endsAt: before.until });
    }
    const replacedSecret = { sealed: this.sealedSecret, until: new Date(now.getTime() + seconds * 1000) };
    return new App({ ...this, sealedSecret, replacedSecret, version: this.version + 1 });
  }

  /** From here on the replaced secret is anybody's: what is signed with it is forged. */
  endSecretRotation(): App {
    return this.replacedSecret === null ? this : new App({ ...this, replacedSecret: null, version: this.version + 1 });
  }

  /** With which the provider may sign a callback that comes now, sealed. */
  signingSecrets(now: Date): readonly string[] {
    const { sealedSecret, replacedSecret } = this;
    return replacedSecret !== null && now < replacedSecret.until
      ? [sealedSecret, replacedSecret.sealed]
      : [sealedSecret];
  }

  /** KEY-2: the provider has disabled its AppKey (422). It takes no new starts until somebody knows better. */
  stopByProvider(now: Date): App {
    if (this.stoppedByProvider !== null) return this;
    return new App({ ...this, stoppedByProvider: now, version: this.version + 1 });
  }

  /**
   * KEY-2: the provider's support has enabled its AppKey again. Where it has not, the next start stops it anew.
   *
   * @throws DomainError APP_NOT_STOPPED
   */
  liftProviderStop(): App {
    if (this.stoppedByProvider === null) throw new DomainError({ code: 'APP_NOT_STOPPED' });
    return new App({ ...this, stoppedByProvider: null, version: this.version + 1 });
  }

  /**
   * ACC-6: takes no new calls, whatever its account wants, until it is resumed. Those under way settle normally.
   *
   * @throws DomainError SERVICE_SUSPENDED
   */
  suspend(reason: string, now: Date): App {
    this.requireNotSuspended();
    return new App({ ...this, suspension: { reason, since: now }, version: this.version + 1 });
  }

  /** ACC-6: it is again as its account wants it. @throws DomainError SERVICE_NOT_SUSPENDED */
  resume(): App {
    if (this.suspension === null) throw new DomainError({ code: 'SERVICE_NOT_SUSPENDED' });
    return new App({ ...this, suspension: null, version: this.version + 1 });
  }

  /** @throws DomainError SERVICE_SUSPENDED, SERVICE_DISABLED, PROVIDER_ACCOUNT_DISABLED */
  requireEnabled(): void {
    this.requireNotSuspended();
    if (this.service !== 'ENABLED') throw new DomainError({ code: 'SERVICE_DISABLED' });
    const { stoppedByProvider: since } = this;
    if (since !== null) throw new DomainError({ code: 'PROVIDER_ACCOUNT_DISABLED', since });
  }

  private requireNotSuspended(): void {
    if (this.suspension !== null) throw new DomainError({ code: 'SERVICE_SUSPENDED', ...this.suspension });
  }
}

function requireSeconds(field: string, seconds: number, maximum: number): void {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= maximum) return;
  throw new DomainError({ code: 'INVALID_DURATION', field, minimum: 1, maximum });
}
