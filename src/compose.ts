import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import express from 'express';
import { BankPayments } from './adapters/bank/bank-payments.ts';
import { mountGraphQL } from './adapters/graphql/mount.ts';
import { downloadsRouter } from './adapters/http/downloads.ts';
import type { ConsoleFacts } from './adapters/http/console.ts';
import { consoleRouter } from './adapters/http/console.ts';
import { answerFailure, frontRouter, notFound } from './adapters/http/front.ts';
import { operationsRouter } from './adapters/http/operations.ts';
import { pageHeaders } from './adapters/http/page-headers.ts';
import { startOverdueWorker } from './adapters/jobs/overdue-worker.ts';
import { startSchedule } from './adapters/jobs/schedule.ts';
import { SmtpMailer } from './adapters/mail/smtp-mailer.ts';
import { callbackRouter } from './adapters/netease/callbacks.ts';
import { EnteredCredentials } from './adapters/netease/credentials.ts';
import { NeteaseGateway } from './adapters/netease/gateway.ts';
import { NeteaseSms } from './adapters/netease/sms.ts';
import { PdfPrinter } from './adapters/pdf/pdf-printer.ts';
import { PostgresAuditor } from './adapters/postgres/audit/audit.ts';
import { startEmbeddedPostgres } from './adapters/postgres/embedded/embedded-postgres.ts';
import type { Postgres } from './adapters/postgres/open-postgres.ts';
import { openPostgres } from './adapters/postgres/open-postgres.ts';
import { RedisCarrier } from './adapters/redis/redis-carrier.ts';
import { SandboxAppCredentials } from './adapters/sandbox/sandbox-app-credentials.ts';
import { SandboxMailer } from './adapters/sandbox/sandbox-mailer.ts';
import { SandboxPayments } from './adapters/sandbox/sandbox-payments.ts';
import { SandboxSms } from './adapters/sandbox/sandbox-sms.ts';
import { AesSecrets } from './adapters/system/aes-secrets.ts';
import { Argon2Passwords } from './adapters/system/argon2-passwords.ts';
import { CryptoRandom } from './adapters/system/crypto-random.ts';
import { LibphonenumberPlan } from './adapters/system/libphonenumber-plan.ts';
import { PrometheusMetrics } from './adapters/system/prometheus-metrics.ts';
import { SignedDownloads } from './adapters/system/signed-downloads.ts';
import { HttpWebhookSender } from './adapters/webhooks/http-webhook-sender.ts';
import type { Application } from './application/application.ts';
import { createApplication } from './application/application.ts';
import type { Metrics } from './application/ports/metrics.ts';
import type { Log, Ports } from './application/ports/ports.ts';
import type { Sms } from './application/ports/sms.ts';
import type { Config } from './config.ts';
import { localUrl, projectFolder } from './config.ts';
import { HttpDoor } from './http-door.ts';
import { Life } from './life.ts';
import { listen } from './listen.ts';
import { openSandbox } from './open-sandbox.ts';
import { keyFingerprint, secretsKey } from './secrets-key.ts';

/** What a start takes beside the provider's answer: committing before it and after it. */
const RECORDING_MS = 3000;
/** For what remains when the requests are answered: the sandbox, the database, its server. */
const REST_MS = 2000;

export interface Service {
  /** Where people and the provider reach it. */
  readonly url: string;
  readonly sandboxUrl: string;
  readonly database: string;
  /** Takes no more work, lets what is under way finish, then stops what it rested on, in reverse. */
  stop(): Promise<void>;
}

/** Stands between the application and what it works with, on both sides: for tests of what a process dies in. */
export interface Instruments {
  readonly ports: (ports: Ports) => Ports;
  readonly application: (application: Application) => Application;
}

const noInstruments: Instruments = { ports: (ports) => ports, application: (application) => application };

/** Wall milliseconds past which a stop that goes on is left to the operating system: 15 s, unless the provider may take longer. */
export function stopMs(config: Config): number {
  return Math.max(15_000, workMs(config) + REST_MS);
}

/** Wall milliseconds for which a stop waits for what is under way: for a start that was just sent, and its answer. */
function workMs({ providerDeadlineMs }: Config): number {
  return providerDeadlineMs + RECORDING_MS;
}

/** Starts everything that the configuration asks for; when a part fails to start, those before it are stopped. */
export async function startService(config: Config, log: Log, instruments = noInstruments): Promise<Service> {
  const life = new Life();
  try {
    return await start(config, log, life, instruments);
  } catch (error) {
    await life.stop();
    throw error;
  }
}

async function start(config: Config, log: Log, life: Life, instruments: Instruments): Promise<Service> {
  const key = await secretsKey(config.secretsKey, config.dataFolder);
  const secrets = new AesSecrets(key);
  const databaseUrl = config.databaseUrl ?? (await embedded(config, log, life));
  const metrics = new PrometheusMetrics();
  const postgres = await openDatabase(databaseUrl, config, { secrets, log, metrics }, life);

  const app = express().disable('x-powered-by').set('trust proxy', config.trustedProxies);
  const door = new HttpDoor(app);
  const port = await listen(door.server, config.host, config.port, 'PORT');
  life.addWork(() => door.stop(workMs(config)));
  const url = config.publicUrl ?? localUrl(config.host, port);
  // After the listener: it posts callbacks to this address, whatever port the service had when an app was created.
  const sandbox = await openSandbox(databaseUrl, config, postgres.clock, log, life, () => url);

  const providerUrl = config.gateway === 'netease' ? config.neteaseUrl : sandbox.url;
  const gateway = new NeteaseGateway({
    baseUrl: providerUrl,
    deadlineMs: config.providerDeadlineMs,
    settings: config.netease,
    log,
  });
  const ports = instruments.ports({
    ...postgres,
    auditor: new PostgresAuditor({ url: databaseUrl, horizonSeconds: config.settings.callTimes.horizonSeconds }),
    gateway,
    credentials:
      config.gateway === 'netease'
        ? new EnteredCredentials()
        : new SandboxAppCredentials(sandbox.url, config.sandboxUrl === null),
    payments: config.settings.bankPayee === null ? new SandboxPayments(sandbox.url) : new BankPayments(),
    sms: smsOf(config, sandbox.url, log),
    mailer: config.smtp === null ? new SandboxMailer(sandbox.url) : new SmtpMailer(config.smtp),
    downloads: new SignedDownloads(key, secrets, url),
    webhookSender: new HttpWebhookSender({ allowedRanges: config.webhookRanges }),
    printer: new PdfPrinter(),
    numbers: new LibphonenumberPlan(),
    secrets,
    passwords: new Argon2Passwords(),
    random: new CryptoRandom(),
    log,
    metrics,
  } satisfies Ports);
  const application = instruments.application(createApplication(ports, { ...config.settings, publicUrl: url }));
  // The door forgets a start whose client has gone; what became of it is to be recorded all the same.
  life.addWork(() => Promise.race([application.endStarts(), pause(workMs(config), undefined, { ref: false })]));
  const readiness = { database: () => postgres.ready(), gateway: () => gateway.reachable() };
  app.use(pageHeaders(url));
  app.use(operationsRouter(readiness, metrics, () => life.isStopping));
  app.use(callbacks(application, config, log, metrics));
  const { explorer, production, costLimits, socketLimits, allowedOrigins } = config;
  app.use(downloadsRouter({ download: application.download, log }));
  const graphql = await mountGraphQL({
    ...{ app, server: door.server, application, log },
    ...{ explorer, production, costLimits, socketLimits, allowedOrigins },
  });
  const webConsole = consoleRouter(join(projectFolder, 'console/dist'), consoleFacts(config, sandbox.url));
  app.use(webConsole ?? frontRouter(explorer));
  app.use(notFound);
  app.use(answerFailure(log));
  life.addWork(() => graphql.stop());
  const worker = startOverdueWorker(application, log);
  life.addWork(() => Promise.race([worker.stop(), pause(workMs(config), undefined, { ref: false })]));
  const schedule = await startSchedule(application, { url: postgres.scheduleUrl, log });
  life.addWork(() => schedule.stop());
  return { url, sandboxUrl: sandbox.url, database: describeDatabase(config), stop: () => life.stop() };
}

function smsOf({ sms: settings, providerDeadlineMs: deadlineMs }: Config, sandboxUrl: string, log: Log): Sms {
  if (settings === null) return new SandboxSms(sandboxUrl);
  return new NeteaseSms({ baseUrl: settings.url, deadlineMs, settings, log });
}

/** With real texts there is nothing to be found in a sandbox; nobody is sent to its address. */
function consoleFacts({ sms, termsUrl: terms }: Config, sandboxUrl: string): ConsoleFacts {
  return { sandbox: sms === null ? sandboxUrl : null, terms };
}

function callbacks(application: Application, { netease }: Config, log: Log, metrics: Metrics): express.Router {
  return callbackRouter({
    appByKey: application.appByCallbackKey,
    openSecrets: application.signingSecrets,
    receive: application.receiveCallback,
    hangCauses: netease.hangCauses,
    log,
    metrics,
  });
}

async function embedded(config: Config, log: Log, life: Life): Promise<string> {
  const folder = join(config.dataFolder, 'postgres');
  const server = await startEmbeddedPostgres({ folder, log: (message) => log('info', message) });
  life.add(() => server.stop());
  return server.url;
}

async function openDatabase(
  url: string,
  config: Config,
  { secrets, log, metrics }: Pick<Ports, 'secrets' | 'log' | 'metrics'>,
  life: Life,
): Promise<Postgres> {
  const postgres = await openPostgres({
    url,
    clockRate: config.gateway === 'sandbox' ? config.clockRate : 1,
    wall: () => new Date(),
    secretsFingerprint: keyFingerprint(secrets),
    leaseSeconds: config.replicaLeaseSeconds,
    log,
    metrics,
    ...(config.redisUrl === null ? {} : { hints: new RedisCarrier(config.redisUrl) }),
  });
  life.add(() => postgres.close());
  const off = await postgres.unsafeSettings();
  if (off.length > 0) log('error', 'PostgreSQL may lose what it has committed: a call may be dialled twice.', { off });
  return postgres;
}

/** For people. */
export function describeDatabase(config: Config): string {
  return config.databaseUrl === null
    ? `PostgreSQL of its own in ${join(config.dataFolder, 'postgres')}`
    : 'DATABASE_URL';
}
