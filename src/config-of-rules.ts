import type { ProviderRate, Settings } from './application/settings.ts';
import type { CallLimits } from './domain/limits.ts';
import { standardCallLimits } from './domain/limits.ts';
import { possibleLimits } from './domain/own-limits.ts';
import { Tariff } from './domain/tariff.ts';
import type { TryLimits } from './domain/tries.ts';
import { standardTryLimits } from './domain/tries.ts';
import type { Environment } from './environment.ts';

const DAY_SECONDS = 86_400;

/** What the rules leave to whoever runs the service. */
export function readSettings(env: Environment): Omit<Settings, 'publicUrl'> {
  const defaultSeconds = env.integer('CALL_DEFAULT_SECONDS', 1800, 1, 86_400);
  const ceilingSeconds = env.integer('CALL_CEILING_SECONDS', 7200, 1, 86_400);
  env.require(defaultSeconds <= ceilingSeconds, 'CALL_DEFAULT_SECONDS must not be above CALL_CEILING_SECONDS.');
  const ringSeconds = env.integer('CALL_RING_SECONDS', 60, 1, 600);
  const graceSeconds = env.integer('CALL_GRACE_SECONDS', 30, 0, 3600);
  const horizonSeconds = env.integer('CALL_HORIZON_HOURS', 72, 1, 720) * 3600;
  env.require(
    horizonSeconds > ringSeconds + ceilingSeconds + graceSeconds,
    'CALL_HORIZON_HOURS must be longer than the longest call with its ringing and grace.',
  );
  return {
    bankPayee: readBankPayee(env),
    tariff: Tariff.standard(env.oneOf('TARIFF_BASIS', ['CONVERSATION', 'EACH_PARTY'], 'CONVERSATION')),
    callLimits: readCallLimits(env),
    lowBalanceMinutes: env.integerOrNone('LOW_BALANCE_MINUTES', 100, 1, 1_000_000),
    providerRate: readProviderRate(env),
    billChecks: readBillChecks(env),
    durationLimits: { defaultSeconds, ceilingSeconds },
    callTimes: { ringSeconds, graceSeconds, horizonSeconds },
    tryLimits: readTryLimits(env),
    secretRotationSeconds: env.integer('SECRET_ROTATION_HOURS', 72, 1, 720) * 3600,
    accessTokenSeconds: env.integer('ACCESS_TOKEN_SECONDS', 900, 10, 86_400),
    refreshTokenSeconds: env.integer('REFRESH_TOKEN_SECONDS', 2_592_000, 60, 31_536_000),
    eventSeconds: env.integer('EVENT_HOURS', 72, 2, 8760) * 3600,
    deliverySeconds: env.integer('DELIVERY_DAYS', 90, 7, 3650) * DAY_SECONDS,
    noticeSeconds: env.integer('NOTICE_DAYS', 90, 7, 3650) * DAY_SECONDS,
    progressSeconds: env.integer('PROGRESS_SECONDS', 1, 1, 60),
    placingSeconds: env.integer('PROVIDER_DEADLINE_SECONDS', 10, 1, 60) + 5,
    webhooks: { allowHttp: env.boolean('WEBHOOK_ALLOW_HTTP', false) },
    twinSeconds: env.integer('PROVIDER_DEADLINE_SECONDS', 10, 1, 60) + 2,
  };
}

/** BANK-1: who is paid, at which bank and account: what a customer needs for a transfer. */
function readBankPayee(env: Environment): string | null {
  const isByBank = env.oneOf('PAYMENTS', ['sandbox', 'bank'], 'sandbox') === 'bank';
  const payee = env.text('BANK_PAYEE', '');
  env.require(!isByBank || payee !== '', 'PAYMENTS=bank needs BANK_PAYEE: what customers transfer money to.');
  return isByBank && payee !== '' ? payee : null;
}

function readProviderRate(env: Environment): ProviderRate {
  return {
    perSecond: env.number('PROVIDER_RATE', 0.1, 1_000_000) ?? 20,
    patienceMs: (env.number('PROVIDER_WAIT_SECONDS', 0, 10) ?? 2) * 1000,
    groups: env.groups('PROVIDER_RATE_GROUPS'),
  };
}

function readBillChecks(env: Environment): Settings['billChecks'] {
  return {
    share: env.number('BILL_CHECK_SHARE', 0, 1) ?? 1,
    perSecond: env.number('BILL_CHECK_RATE', 0.01, 1_000_000) ?? 2,
    days: env.integer('BILL_CHECK_DAYS', 90, 1, 3650),
  };
}

function readCallLimits(env: Environment): CallLimits {
  const { callsAtOncePerAccount, callsAtOncePerApp, ringsPerCalleePerHour } = standardCallLimits;
  const { callsAtOnce, spendPerDay, coolDownSeconds } = possibleLimits;
  const atOnce = (name: string, fallback: number): number | null =>
    env.integerOrNone(name, fallback, callsAtOnce.minimum, callsAtOnce.maximum);
  return {
    callsAtOncePerAccount: atOnce('CALLS_AT_ONCE_PER_ACCOUNT', callsAtOncePerAccount),
    callsAtOncePerApp: atOnce('CALLS_AT_ONCE_PER_APP', callsAtOncePerApp),
    spendPerDay: env.yuanOrNone('SPEND_PER_DAY_YUAN', spendPerDay.minimum, spendPerDay.maximum),
    coolDownSeconds: env.integerOrNone('COOL_DOWN_SECONDS', 0, coolDownSeconds.minimum, coolDownSeconds.maximum) ?? 0,
    ringsPerCalleePerHour: env.integerOrNone('RINGS_PER_CALLEE_PER_HOUR', ringsPerCalleePerHour, 1, 1000),
  };
}

function readTryLimits(env: Environment): TryLimits {
  const { perName, perAddress, codesPerAddress } = standardTryLimits;
  return {
    perName: limitOrNone(env.integerOrNone('TRIES_PER_NAME', perName.most, 1, 1000), perName.seconds),
    perAddress: limitOrNone(env.integerOrNone('TRIES_PER_ADDRESS', perAddress.most, 1, 100_000), perAddress.seconds),
    codesPerAddress: limitOrNone(
      env.integerOrNone('CODES_PER_ADDRESS_PER_HOUR', codesPerAddress.most, 1, 100_000),
      codesPerAddress.seconds,
    ),
  };
}

function limitOrNone(most: number | null, seconds: number): TryLimits['perName'] {
  return most === null ? null : { most, seconds };
}
