import type { Account } from '../domain/account.ts';
import type { Tariff } from '../domain/tariff.ts';
import type { OwnTariff } from '../domain/tariff-plan.ts';
import type { Settings } from './settings.ts';

/** PRICE-4: what an account pays by. */
export interface Pricing {
  readonly tariff: Tariff;
  /** Null where nothing was announced. */
  readonly next: OwnTariff | null;
}

export function pricing({ tariffs }: Account, { tariff }: Settings, now: Date): Pricing {
  return { tariff: tariffs.at(now, tariff), next: tariffs.announced(now) };
}
