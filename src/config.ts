import { isIPv6 } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { CostLimits } from './adapters/graphql/operations/cost-bucket.ts';
import type { SocketLimits } from './adapters/graphql/server/sockets/socket-limits.ts';
import { standardSocketLimits } from './adapters/graphql/server/sockets/socket-limits.ts';
import type { NeteaseSettings, SmsSettings } from './adapters/netease/settings.ts';
import { defaultNeteaseSettings } from './adapters/netease/settings.ts';
import type { ProviderRate, Settings } from './application/settings.ts';
import { Environment } from './environment.ts';
import type { CallLimits } from './domain/limits.ts';
import { standardCallLimits } from './domain/limits.ts';
import { possibleLimits } from './domain/own-limits.ts';
import { hangUpCauses } from './domain/report.ts';
import { Tariff } from './domain/tariff.ts';
import type { TryLimits } from './domain/tries.ts';
import { standardTryLimits } from './domain/tries.ts';

/** Everything that an operator may set, read once at the start. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Null: the address at which the service listens. */
  readonly publicUrl: string | null;
  /** How many proxies stand before the service: so many of the last addresses in X-Forwarded-For are believed. */
  readonly trustedProxies: number;
  /** Origins beside that of `publicUrl` whose pages may use the service for the person before the browser. */
  readonly allowedOrigins: readonly string[];
  readonly socketLimits: SocketLimits;
  /** Null: PostgreSQL is started from the project's own binaries. */
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  /** Wall seconds after which the work of a replica that was not heard of is taken over. */
  readonly replicaLeaseSeconds: number;
  /** 32 bytes; null: kept in a file of the data folder. */
  readonly secretsKey: Buffer | null;
  readonly gateway: 'sandbox' | 'netease';
  readonly neteaseUrl: string;
  readonly providerDeadlineMs: number;
  /** What the provider leaves unpublished. */
  readonly netease: NeteaseSettings;
  /** The server that takes mail, and the sender's address; null: the sandbox shows it. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  /** Null: the sandbox shows codes instead of sending them. */
  readonly sms: SmsSettings | null;
  readonly sandboxPort: number;
  /** The sandbox shows codes and numbers to whoever reaches it. */
  readonly sandboxHost: string;
  /** A sandbox that runs elsewhere; null: the service starts one of its own. */
  readonly sandboxUrl: string | null;
  /** Null: as the database has it. */
  readonly clockRate: number | null;
  readonly settings: Omit<Settings, 'publicUrl'>;
  /** What each account may ask of this process over the API. */
  readonly costLimits: CostLimits;
  readonly production: boolean;
  readonly explorer: boolean;
  readonly logLevel: string;
}

/** Where the project lies, wherever the process was started. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** @throws ConfigError that lists everything wrong with the environment at once. */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const env = new Environment(variables, projectFolder);
  const port = env.integer('PORT', 4000, 0, 65_535);
  const production = env.oneOf('NODE_ENV', ['development', 'production', 'test'], 'development') === 'production';
  const config: Config = {
    host: env.text('HOST', '127.0.0.1'),
    port,
    publicUrl: env.url('PUBLIC_URL', ['http:', 'https:']),
    trustedProxies: env.integer('TRUSTED_PROXIES', 0, 0, 10),
    allowedOrigins: env.origins('ALLOWED_ORIGINS'),
    socketLimits: readSocketLimits(env),
    databaseUrl: env.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    dataFolder: env.folder('DATA_FOLDER', 'data'),
    replicaLeaseSeconds: env.integer('REPLICA_LEASE_SECONDS', 5, 2, 60),
    secretsKey: env.key('SECRETS_KEY', 32),
    gateway: env.oneOf('GATEWAY', ['sandbox', 'netease'], 'sandbox'),
    neteaseUrl: env.url('NETEASE_URL', ['http:', 'https:']) ?? 'https://api.netease.im',
    providerDeadlineMs: env.integer('PROVIDER_DEADLINE_SECONDS', 10, 1, 60) * 1000,
    netease: readNetease(env),
    sms: readSms(env),
    smtp: readSmtp(env),
    sandboxPort: env.integer('SANDBOX_PORT', port === 0 ? 0 : port + 1, 0, 65_535),
    sandboxHost: env.text('SANDBOX_HOST', '127.0.0.1'),
    sandboxUrl: env.url('SANDBOX_URL', ['http:', 'https:']),
    clockRate: env.number('CLOCK_RATE', 0, 1000),
    settings: readSettings(env),
    costLimits: {
      maximum: env.integer('COST_BUDGET', 100_000, 1000, 1_000_000_000),
      restoreRate: env.integer('COST_REFILL', 10_000, 1, 1_000_000_000),
    },
    production,
    explorer: env.boolean('EXPLORER', !production),
    logLevel: env.oneOf('LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
  };
  env.require(
    port !== 65_535 || env.has('SANDBOX_PORT'),
    'SANDBOX_PORT must be set with PORT=65535: by itself it is the next port, and there is none.',
  );
  refuseFreeMoney(env, config);
  env.require(
    config.gateway === 'sandbox' || config.smtp !== null,
    'GATEWAY=netease needs MAIL=smtp: the sandbox shows invitations to whoever reaches it.',
  );
  env.throwIfWrong();
  return config;
}

/** The URL at which this machine reaches what listens there; an address that stands for all becomes the loopback. */
export function localUrl(host: string, port: number): string {
  const name = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`;
}

function readNetease(env: Environment): NeteaseSettings {
  const { hangCauses, rateRetryAfterSeconds, outOfMinutes } = defaultNeteaseSettings;
  return {
    hangCauses: new Map([...hangCauses, ...env.pairs('NETEASE_HANG_CAUSES', hangUpCauses)]),
    rateRetryAfterSeconds: env.integer('NETEASE_RATE_RETRY_SECONDS', rateRetryAfterSeconds, 1, 3600),
    outOfMinutes,
  };
}

function readSocketLimits(env: Environment): SocketLimits {
  const { perPerson, perAddress, operations, handshakesPerSecond } = standardSocketLimits;
  return {
    perPerson: env.integerOrNone('SOCKETS_PER_PERSON', perPerson, 1, 1000),
    perAddress: env.integerOrNone('SOCKETS_PER_ADDRESS', perAddress, 1, 1_000_000),
    operations: env.integer('SUBSCRIPTIONS_PER_SOCKET', operations, 1, 1000),
    handshakesPerSecond: env.integerOrNone('SOCKETS_PER_SECOND', handshakesPerSecond, 1, 100_000),
  };
}

function readSmtp(env: Environment): Config['smtp'] {
  const mail = env.oneOf('MAIL', ['sandbox', 'smtp'], 'sandbox');
  const url = env.url('SMTP_URL', ['smtp:', 'smtps:']);
  const from = env.text('MAIL_FROM', '');
  if (mail === 'sandbox') return null;
  env.require(url !== null, 'MAIL=smtp needs SMTP_URL: the server that takes mail.');
  env.require(/^[^@\r\n]*[^\s@]@[^\s@]+$/.test(from), 'MAIL=smtp needs MAIL_FROM: the address that mail comes from.');
  return url === null ? null : { url, from };
}

function readSms(env: Environment): SmsSettings | null {
  const isReal = env.oneOf('SMS', ['sandbox', 'netease'], 'sandbox') === 'netease';
  const appKey = env.text('NETEASE_SMS_APP_KEY', '');
  const appSecret = env.text('NETEASE_SMS_APP_SECRET', '');
  const isComplete = appKey !== '' && appSecret !== '';
  env.require(!isReal || isComplete, 'SMS=netease needs NETEASE_SMS_APP_KEY and NETEASE_SMS_APP_SECRET.');
  const settings = {
    url: env.url('NETEASE_SMS_URL', ['http:', 'https:']) ?? 'https://api.netease.im',
    appKey,
    appSecret,
    templates: {
      REGISTRATION: env.text('NETEASE_SMS_TEMPLATE_REGISTRATION', '') || null,
      PASSWORD_RESET: env.text('NETEASE_SMS_TEMPLATE_RESET', '') || null,
    },
    ownCode: env.boolean('NETEASE_SMS_OWN_CODE', false),
    retryAfterSeconds: env.integer('NETEASE_SMS_RETRY_SECONDS', 60, 1, 86_400),
  };
  return isReal ? settings : null;
}

function readSettings(env: Environment): Omit<Settings, 'publicUrl'> {
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
    providerRate: readProviderRate(env),
    durationLimits: { defaultSeconds, ceilingSeconds },
    callTimes: { ringSeconds, graceSeconds, horizonSeconds },
    tryLimits: readTryLimits(env),
    secretRotationSeconds: env.integer('SECRET_ROTATION_HOURS', 72, 1, 720) * 3600,
    accessTokenSeconds: env.integer('ACCESS_TOKEN_SECONDS', 900, 10, 86_400),
    refreshTokenSeconds: env.integer('REFRESH_TOKEN_SECONDS', 2_592_000, 60, 31_536_000),
    eventSeconds: env.integer('EVENT_HOURS', 72, 2, 8760) * 3600,
    progressSeconds: env.integer('PROGRESS_SECONDS', 1, 1, 60),
    placingSeconds: env.integer('PROVIDER_DEADLINE_SECONDS', 10, 1, 60) + 5,
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

/** ROLE-4: with real telephones, sandbox payments would make them free, and sandbox SMS would show codes to everybody. */
function refuseFreeMoney(env: Environment, { gateway, sms, settings }: Config): void {
  env.require(
    gateway === 'sandbox' || settings.bankPayee !== null,
    "GATEWAY=netease needs PAYMENTS=bank: with the sandbox's payments, real calls would be free.",
  );
  env.require(
    gateway === 'sandbox' || sms !== null,
    'GATEWAY=netease needs SMS=netease: the sandbox shows codes to whoever reaches it.',
  );
  env.require(gateway === 'sandbox' || !env.has('CLOCK_RATE'), 'CLOCK_RATE is for the sandbox only.');
  env.require(gateway === 'sandbox' || !env.has('SANDBOX_URL'), 'SANDBOX_URL needs GATEWAY=sandbox.');
}
