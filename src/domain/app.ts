import { assert } from './assert.ts';
import type { Account } from './account.ts';
import { DomainError } from './errors.ts';
import type { AccountId, AppId } from './ids.ts';
import type { Tariff } from './tariff.ts';

/** A list of apps is short enough to be read whole. */
const APPS_PER_ACCOUNT = 100;

/** CALL-3: what a call of this app may last, in seconds. */
export interface DurationLimits {
  readonly defaultSeconds: number;
  readonly ceilingSeconds: number;
}

export const standardDurationLimits: DurationLimits = { defaultSeconds: 1800, ceilingSeconds: 7200 };

interface AppFields {
  readonly id: AppId;
  readonly account: AccountId;
  readonly name: string;
  readonly appKey: string;
  /** The AppSecret, encrypted (ROLE-3). */
  readonly sealedSecret: string;
  /** The provider's user in whose name calls start. */
  readonly accid: string;
  /** The unguessable last part of this app's own callback address. */
  readonly callbackKey: string;
  readonly service: 'DISABLED' | 'ENABLED';
  readonly limits: DurationLimits;
  readonly createdAt: Date;
  readonly version: number;
}

/** An application of an account. The dedicated-line service is enabled per app. */
export class App {
  readonly id: AppId;
  readonly account: AccountId;
  readonly name: string;
  readonly appKey: string;
  readonly sealedSecret: string;
  readonly accid: string;
  readonly callbackKey: string;
  readonly service: 'DISABLED' | 'ENABLED';
  readonly limits: DurationLimits;
  readonly createdAt: Date;
  readonly version: number;

  private constructor(fields: AppFields) {
    assert(fields.limits.defaultSeconds <= fields.limits.ceilingSeconds, 'the default lies under the ceiling');
    this.id = fields.id;
    this.account = fields.account;
    this.name = fields.name;
    this.appKey = fields.appKey;
    this.sealedSecret = fields.sealedSecret;
    this.accid = fields.accid;
    this.callbackKey = fields.callbackKey;
    this.service = fields.service;
    this.limits = fields.limits;
    this.createdAt = fields.createdAt;
    this.version = fields.version;
  }

  /** @throws DomainError APP_LIMIT_REACHED when the account has `existing` apps already. */
  static create(fields: Omit<AppFields, 'service' | 'version'>, existing: number): App {
    if (existing >= APPS_PER_ACCOUNT) throw new DomainError({ code: 'APP_LIMIT_REACHED', maximum: APPS_PER_ACCOUNT });
    return new App({ ...fields, service: 'DISABLED', version: 1 });
  }

  static restore(fields: AppFields): App {
    return new App(fields);
  }

  /**
   * ACC-4: only while the account has more than 0 minutes left. An enabled app stays as it is.
   *
   * @throws DomainError NO_MINUTES_LEFT
   */
  enable(account: Account, tariff: Tariff): App {
    if (this.service === 'ENABLED') return this;
    if (tariff.minutesLeft(account.available) < 1n) {
      const { pricePerMinute } = tariff;
      throw new DomainError({ code: 'NO_MINUTES_LEFT', available: account.available, pricePerMinute });
    }
    return new App({ ...this, service: 'ENABLED', version: this.version + 1 });
  }

  /** Takes no new calls from here on; calls under way settle normally. */
  disable(): App {
    return this.service === 'DISABLED' ? this : new App({ ...this, service: 'DISABLED', version: this.version + 1 });
  }

  /** @throws DomainError SERVICE_DISABLED */
  requireEnabled(): void {
    if (this.service !== 'ENABLED') throw new DomainError({ code: 'SERVICE_DISABLED' });
  }
}
