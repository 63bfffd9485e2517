import type { Alarm } from '../domain/alarm.ts';
import type { AccountId } from '../domain/ids.ts';
import type { AccountRepository } from './ports/account-repository.ts';
import type { Alarms } from './ports/alarms.ts';
import type { Ports } from './ports/ports.ts';

type Told = Omit<Alarm, 'openedAt'>;
type Tell = (alarm: Told, account: AccountId | null) => void;

/** The same ports, where each alarm that was opened is told to the log and counted, once it is durable. */
export function logAlarms<Given extends Ports>(given: Given): Given {
  const { accounts, alarms, log, metrics } = given;
  const tell: Tell = ({ kind, subject, detail }, account) => {
    const more = { ...(detail !== undefined && { detail }), ...(account !== null && { account }) };
    log('warn', 'An alarm was opened.', { alarm: kind, subject, ...more });
    metrics.alarmOpened(kind);
  };
  return { ...given, accounts: toldOfDecisions(accounts, tell), alarms: toldOfSystem(alarms, tell) };
}

function toldOfDecisions(accounts: AccountRepository, tell: Tell): AccountRepository {
  return {
    open: (account, owner) => accounts.open(account, owner),
    decide: (account, keys, rule) =>
      accounts.decide(account, keys, (facts) => ({
        ...rule(facts),
        opened: (alarms) => {
          for (const alarm of alarms) tell(alarm, account);
        },
      })),
  };
}

function toldOfSystem(alarms: Alarms, tell: Tell): Alarms {
  return {
    open: async (kind, subject, detail) => {
      const isNew = await alarms.open(kind, subject, detail);
      if (isNew) tell({ kind, subject, ...(detail !== undefined && { detail }) }, null);
      return isNew;
    },
    close: (kind, subject) => alarms.close(kind, subject),
  };
}
