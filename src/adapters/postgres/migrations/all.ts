import { People0001 } from './0001-people.ts';
import { Calls0002 } from './0002-calls.ts';
import { Ledger0003 } from './0003-ledger.ts';
import { Journal0004 } from './0004-journal.ts';
import { Access0005 } from './0005-access.ts';
import { Replicas0006 } from './0006-replicas.ts';
import { Limits0007 } from './0007-limits.ts';
import { SystemAlarms0008 } from './0008-system-alarms.ts';
import { Operators0009 } from './0009-operators.ts';
import { StaleCallbacks0010 } from './0010-stale-callbacks.ts';
import { OpenLists0011 } from './0011-open-lists.ts';
import { Standing0013 } from './0013-standing.ts';
import { Team0015 } from './0015-team.ts';
import { MoneyDesk0014 } from './0014-money-desk.ts';
import { Secrets0016 } from './0016-secrets.ts';
import { Conferences0017 } from './0017-conferences.ts';
import { Housekeeping0018 } from './0018-housekeeping.ts';
import { Tries0019 } from './0019-tries.ts';
import { ProviderRefusals0012 } from './0012-provider-refusals.ts';
import { ApiKeys0020 } from './0020-api-keys.ts';
import { Customers0021 } from './0021-customers.ts';
import { DisplayNumbers0022 } from './0022-display-numbers.ts';
import { Tariffs0022 } from './0022-tariffs.ts';
import { OperatorPasswords0028 } from './0028-operator-passwords.ts';
import { CustomerApps0023 } from './0023-customer-apps.ts';
import { BankTransfers0024 } from './0024-bank-transfers.ts';
import { AccountLimits0029 } from './0029-account-limits.ts';
import { ProgressTurns0030 } from './0030-progress-turns.ts';
import { EventRetention0031 } from './0031-event-retention.ts';
import { RenewedLogins0032 } from './0032-renewed-logins.ts';
import { CallFacts0038 } from './0038-call-facts.ts';
import { Bills0034 } from './0034-bills.ts';
import { CountedCalls0039 } from './0039-counted-calls.ts';
import { Notices0042 } from './0042-notices.ts';
import { NoticeSettings0043 } from './0043-notice-settings.ts';
import { BillChecks0047 } from './0047-bill-checks.ts';
import { Webhooks0045 } from './0045-webhooks.ts';
import { Retention0046 } from './0046-retention.ts';
import { Shortfalls0048 } from './0048-shortfalls.ts';
import { NewestDecisions0049 } from './0049-newest-decisions.ts';

/** By name and in order: a glob would run whatever lies in a folder. */
export const migrations = [
  People0001,
  Calls0002,
  Ledger0003,
  Journal0004,
  Access0005,
  Replicas0006,
  Limits0007,
  SystemAlarms0008,
  Operators0009,
  StaleCallbacks0010,
  OpenLists0011,
  Standing0013,
  Team0015,
  MoneyDesk0014,
  Secrets0016,
  Conferences0017,
  Housekeeping0018,
  Tries0019,
  ProviderRefusals0012,
  ApiKeys0020,
  Customers0021,
  DisplayNumbers0022,
  Tariffs0022,
  OperatorPasswords0028,
  CustomerApps0023,
  BankTransfers0024,
  AccountLimits0029,
  ProgressTurns0030,
  EventRetention0031,
  RenewedLogins0032,
  CallFacts0038,
  CountedCalls0039,
  Notices0042,
  NoticeSettings0043,
  Bills0034,
  Webhooks0045,
  Retention0046,
  BillChecks0047,
  Shortfalls0048,
  NewestDecisions0049,
];
