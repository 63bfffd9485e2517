import type { AccountRepository } from './account-repository.ts';
import type { Alarms } from './alarms.ts';
import type { AppCredentialsSource } from './app-credentials.ts';
import type { BillChecks } from './bill-checks.ts';
import type { CallRegister } from './call-register.ts';
import type { Auditor } from './auditor.ts';
import type { Clock } from './clock.ts';
import type { Downloads } from './downloads.ts';
import type { EventFeed } from './event-feed.ts';
import type { Housekeeping } from './housekeeping.ts';
import type { Mailer } from './mailer.ts';
import type { Metrics } from './metrics.ts';
import type { NoticeMails } from './notice-mails.ts';
import type { NumberPlan } from './number-plan.ts';
import type { OperatorReadsSource } from './operator-reads.ts';
import type { Operators } from './operators.ts';
import type { Payments } from './payments.ts';
import type { People } from './people.ts';
import type { Printer } from './printer.ts';
import type { ProgressTurns } from './progress-turns.ts';
import type { Reads } from './reads.ts';
import type { PasswordHasher, Random, Secrets } from './secrets.ts';
import type { Sms } from './sms.ts';
import type { TelephonyGateway } from './telephony-gateway.ts';
import type { TryCounts } from './try-counts.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import type { WebhookSender } from './webhook-sender.ts';
import type { TokenRegister } from './token-register.ts';

/** Something for the operators' log. Fields hold no secret; telephone numbers are masked by the log itself. */
export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: object) => void;

/** All that the application needs from outside. A use case names the few it takes. */
export interface Ports {
  readonly accounts: AccountRepository;
  readonly people: People;
  readonly tokens: TokenRegister;
  readonly operators: Operators;
  readonly tries: TryCounts;
  readonly turns: ProgressTurns;
  readonly webhookQueue: WebhookQueue;
  readonly webhookSender: WebhookSender;
  readonly reads: Reads;
  readonly operatorReads: OperatorReadsSource;
  readonly register: CallRegister;
  readonly alarms: Alarms;
  readonly noticeMails: NoticeMails;
  readonly billChecks: BillChecks;
  readonly auditor: Auditor;
  readonly housekeeping: Housekeeping;
  readonly events: EventFeed;
  readonly gateway: TelephonyGateway;
  readonly credentials: AppCredentialsSource;
  readonly payments: Payments;
  readonly sms: Sms;
  readonly mailer: Mailer;
  readonly printer: Printer;
  readonly downloads: Downloads;
  readonly numbers: NumberPlan;
  readonly secrets: Secrets;
  readonly passwords: PasswordHasher;
  readonly random: Random;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}
