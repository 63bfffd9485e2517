import { shanghaiTime } from '../../domain/day.ts';
import { Money } from '../../domain/money.ts';
import type { LimitHit, NoticeFacts, ToldLimit } from '../../domain/notice.ts';
import type { Letter } from './letter.ts';

const limits: Readonly<Record<ToldLimit, string>> = {
  SPEND_PER_DAY: "the account's limit of spending in a day",
  CALLS_AT_ONCE_ACCOUNT: "the account's limit of calls at once",
  CALLS_AT_ONCE_APP: "the app's limit of calls at once",
};

/** What an account's people read, in English. */
export function letterEn(company: string, facts: NoticeFacts): Letter {
  const frame = {
    greeting: 'Good day,',
    closing: 'This mail was sent by the dedicated-line telephone service. Nobody reads answers to it.',
  };
  return { ...frame, ...contentOf(company, facts) };
}

function contentOf(company: string, facts: NoticeFacts): Omit<Letter, 'greeting' | 'closing'> {
  switch (facts.kind) {
    case 'BILL_ISSUED':
      return {
        subject: `Bill of ${facts.month} for dedicated-line calls`,
        paragraphs: [`The bill of "${company}" for ${facts.month} was issued. It can be read by month at any time.`],
        facts: [
          ['Charged in the month', yuan(facts.charged)],
          ['Balance at its end', yuan(facts.closing)],
        ],
      };
    case 'LOW_BALANCE':
      return {
        subject: `Low balance: ${facts.minutes} minutes left`,
        paragraphs: [
          `What is available to "${company}" buys fewer than ${facts.threshold} minutes. Without a balance no new call can be placed: please top up.`,
        ],
        facts: [
          ['Available', yuan(facts.available)],
          ['Minutes left', String(facts.minutes)],
        ],
      };
    case 'SERVICE_SUSPENDED':
      return {
        subject: facts.appName === null ? 'The account was suspended' : 'The service of an app was suspended',
        paragraphs: [
          `${facts.appName === null ? `The account of "${company}"` : `The app "${facts.appName}" of "${company}"`} was suspended and places no new calls. Those under way end and settle as usual.`,
        ],
        facts: [
          ['Reason', facts.reason],
          ['Since', `${shanghaiTime(facts.since)} (Beijing time)`],
        ],
      };
    case 'WEBHOOK_DISABLED':
      return {
        subject: 'The ends of calls are not forwarded any more',
        paragraphs: [
          `The receiver of the app "${facts.appName}" of "${company}" took nothing for 72 hours, and nothing is sent to it any more. Once it is there again, customer service enables it.`,
        ],
        facts: [
          ['Receiver', facts.url],
          ['Since', `${shanghaiTime(facts.since)} (Beijing time)`],
        ],
      };
    case 'LIMIT_HIT':
      return {
        subject: 'A limit on calls was reached',
        paragraphs: [
          `A call of the app "${facts.appName}" of "${company}" was not placed: ${limits[facts.limit]} was reached. This is told once a day for each limit.`,
        ],
        facts: [
          ['Limit', valueOf(facts)],
          ['Time', `${shanghaiTime(facts.at)} (Beijing time)`],
        ],
      };
  }
}

function valueOf({ value }: LimitHit): string {
  return value instanceof Money ? yuan(value) : `${value} calls`;
}

function yuan(amount: Money): string {
  return `${amount.toYuan()} yuan`;
}
