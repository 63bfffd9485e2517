import { isIPv6 } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { CostLimits } from './adapters/graphql/operations/cost-bucket.ts';
import type { SocketLimits } from './adapters/graphql/server/sockets/socket-limits.ts';
import { standardSocketLimits } from './adapters/graphql/server/sockets/socket-limits.ts';
import type { NeteaseSettings, SmsSettings } from './adapters/netease/settings.ts';
import type { Settings } from './application/settings.ts';
import { readSettings } from './config-of-rules.ts';
import type { SmtpServer } from './config-of-senders.ts';
import { readNetease, readSms, readSmtp, readWebhookRanges } from './config-of-senders.ts';
import { Environment } from './environment.ts';

/** Everything that an operator may set, read once at the start. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Null: the address at which the service listens. */
  readonly publicUrl: string | null;
  /** ACC-1: where people read the terms of service that they accept; null: the console has no link to them. */
  readonly termsUrl: string | null;
  /** How many proxies stand before the service: so many of the last addresses in X-Forwarded-For are believed. */
  readonly trustedProxies: number;
  /** Origins beside that of `publicUrl` whose pages may use the service for the person before the browser. */
  readonly allowedOrigins: readonly string[];
  readonly socketLimits: SocketLimits;
  /** Null: PostgreSQL is started from the project's own binaries. */
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  /** Carries hints between replicas; null: the database does. */
  readonly redisUrl: string | null;
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
  readonly smtp: SmtpServer | null;
  /** Null: the sandbox shows codes instead of sending them. */
  readonly sms: SmsSettings | null;
  /** ABUSE-4: networks that are not public, and in which customers' receivers may be all the same. */
  readonly webhookRanges: readonly string[];
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
    termsUrl: env.url('TERMS_URL', ['http:', 'https:']),
    trustedProxies: env.integer('TRUSTED_PROXIES', 0, 0, 10),
    allowedOrigins: env.origins('ALLOWED_ORIGINS'),
    socketLimits: readSocketLimits(env),
    databaseUrl: env.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: env.url('REDIS_URL', ['redis:', 'rediss:']),
    dataFolder: env.folder('DATA_FOLDER', 'data'),
    replicaLeaseSeconds: env.integer('REPLICA_LEASE_SECONDS', 5, 2, 60),
    secretsKey: env.key('SECRETS_KEY', 32),
    gateway: env.oneOf('GATEWAY', ['sandbox', 'netease'], 'sandbox'),
    neteaseUrl: env.url('NETEASE_URL', ['http:', 'https:']) ?? 'https://api.netease.im',
    providerDeadlineMs: env.integer('PROVIDER_DEADLINE_SECONDS', 10, 1, 60) * 1000,
    netease: readNetease(env),
    sms: readSms(env),
    smtp: readSmtp(env),
    webhookRanges: readWebhookRanges(env),
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

function readSocketLimits(env: Environment): SocketLimits {
  const { perPerson, perAddress, operations, handshakesPerSecond } = standardSocketLimits;
  return {
    perPerson: env.integerOrNone('SOCKETS_PER_PERSON', perPerson, 1, 1000),
    perAddress: env.integerOrNone('SOCKETS_PER_ADDRESS', perAddress, 1, 1_000_000),
    operations: env.integer('SUBSCRIPTIONS_PER_SOCKET', operations, 1, 1000),
    handshakesPerSecond: env.integerOrNone('SOCKETS_PER_SECOND', handshakesPerSecond, 1, 100_000),
  };
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
