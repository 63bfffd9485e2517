import type { AccountRepository, Keys, PartiesKey, Saves } from '../../src/application/ports/account-repository.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { Money } from '../../src/domain/money.ts';
import { Placed } from '../../src/domain/placed.ts';
import { Tariff } from '../../src/domain/tariff.ts';
import type { Saboteur } from './saboteurs.ts';
import { withAccounts, withSaves } from './saboteurs.ts';

/** Wirings that break what holds for conferences alone; they need the memory store, or what is checked at its commits. */
export const conferenceSaboteurs: Readonly<Record<string, readonly [claim: RegExp, wiring: Saboteur]>> = {
  'a price that forgets one party of a conference': [/I5 the charge/, withSaves(forgettingOneParty)],
  'a callback that finds a conference by one telephone alone': [/I4 a call is charged by/, withAccounts(foundByOne)],
  'a repository that finds no conference under way': [/CALL-5 one at a time/, withAccounts(findingNone)],
};

class ForgetfulTariff extends Tariff {
  override cost(seconds: number, parties: number): Money {
    return super.cost(seconds, Math.max(2, parties - 1));
  }
}

/** A conference is quoted right, and will be charged for one party too few. */
function forgettingOneParty(saves: Saves): Saves {
  const { call } = saves;
  if (call?.kind !== 'CONFERENCE' || !call.isNew) return saves;
  const { version, pricePerMinute, basis } = call.order.tariff;
  const order = { ...call.order, tariff: new ForgetfulTariff(version, pricePerMinute, basis) };
  return { ...saves, call: Placed.restore(order, call.state, call.version, call.changedAt, call.dueAt) };
}

/** What any replica was asked about; the apps of all worlds have the same names and telephones. */
const known = new Map<string, PartiesKey>();

/** Takes a report for one about another conference without a session, which shares a telephone with it. */
function foundByOne(accounts: AccountRepository): AccountRepository['decide'] {
  return async (account, keys, rule) => {
    const { unmatched, openBetween } = keys as Partial<Keys<'unmatched' | 'openBetween'>>;
    if (openBetween !== undefined) known.set(JSON.stringify(openBetween), openBetween);
    const found: AnyCall[] = [];
    for (const other of known.values()) {
      if (unmatched === undefined || !sharesOne(other, unmatched)) continue;
      const asked = { unmatched: other };
      found.push(...(await accounts.decide(account, asked, (facts) => ({ answer: facts.unmatched }))));
    }
    if (found.length === 0) return accounts.decide(account, keys, rule);
    return accounts.decide(account, keys, (facts) => rule({ ...facts, unmatched: found }));
  };
}

function sharesOne(one: PartiesKey, other: PartiesKey): boolean {
  if (one.app !== other.app || one.parties.kind === 'CALL' || other.parties.kind === 'CALL') return false;
  if (one.parties.members === other.parties.members) return false;
  const members = other.parties.members.split(' ');
  return one.parties.members.split(' ').some((member) => members.includes(member));
}

function findingNone(accounts: AccountRepository): AccountRepository['decide'] {
  return (account, keys, rule) => {
    const { openBetween } = keys as Partial<Keys<'openBetween'>>;
    if (openBetween?.parties.kind !== 'CONFERENCE') return accounts.decide(account, keys, rule);
    return accounts.decide(account, keys, (facts) => rule({ ...facts, openBetween: [] }));
  };
}
