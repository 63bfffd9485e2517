import { shanghaiTime } from '../../domain/day.ts';
import { Money } from '../../domain/money.ts';
import type { LimitHit, NoticeFacts, ToldLimit } from '../../domain/notice.ts';
import { plural } from '../names/plural.ts';
import type { Letter } from './letter.ts';

const limits: Readonly<Record<ToldLimit, string>> = {
  SPEND_PER_DAY: "the account's daily spending limit",
  CALLS_AT_ONCE_ACCOUNT: "the account's limit on concurrent calls",
  CALLS_AT_ONCE_APP: "the app's limit on concurrent calls",
};

/** What an account's people read, in English. */
export function letterEn(company: string, facts: NoticeFacts): Letter {
  const frame = {
    greeting: 'Hello,',
    closing: 'This e-mail was sent automatically by the dedicated-line calling service. Please do not reply.',
  };
  return { ...frame, ...contentOf(company, facts) };
}

function contentOf(company: string, facts: NoticeFacts): Omit<Letter, 'greeting' | 'closing'> {
  switch (facts.kind) {
    case 'BILL_ISSUED':
      return {
        subject: `Your dedicated-line bill for ${facts.month}`,
        paragraphs: [
          `The ${facts.month} bill of "${company}" has been issued. You can view the bill of any month at any time.`,
        ],
        facts: [
          ['Charged this month', yuan(facts.charged)],
          ['Closing balance', yuan(facts.closing)],
        ],
      };
    case 'LOW_BALANCE':
      return {
        subject: `Low balance: ${facts.minutes} ${plural(facts.minutes, 'minute', 'minutes')} left`,
        paragraphs: [
          `The available balance of "${company}" covers fewer than ${facts.threshold} ${plural(facts.threshold, 'minute', 'minutes')}. Once it is used up, no new calls can be placed. Please top up.`,
        ],
        facts: [
          ['Available', yuan(facts.available)],
          ['Minutes left', String(facts.minutes)],
        ],
      };
    case 'SERVICE_SUSPENDED':
      return {
        subject:
          facts.appName === null
            ? 'Your account has been suspended'
            : 'Dedicated-line calls of an app have been suspended',
        paragraphs: [
          `${facts.appName === null ? `The account of "${company}"` : `The app "${facts.appName}" of "${company}"`} has been suspended and cannot place new calls. Calls in progress end and are settled as usual.`,
        ],
        facts: [
          ['Reason', facts.reason],
          ['Since', `${shanghaiTime(facts.since)} (Beijing time)`],
        ],
      };
    case 'WEBHOOK_DISABLED':
      return {
        subject: 'End-of-call notices are no longer sent',
        paragraphs: [
          `The receiver of the app "${facts.appName}" of "${company}" has not accepted any message for 72 hours, so sending has stopped. Once it is working again, ask customer service to enable it.`,
        ],
        facts: [
          ['Receiver', facts.url],
          ['Since', `${shanghaiTime(facts.since)} (Beijing time)`],
        ],
      };
    case 'LIMIT_HIT':
      return {
        subject: 'A call limit was reached',
        paragraphs: [
          `A call of the app "${facts.appName}" of "${company}" was not placed because ${limits[facts.limit]} was reached. You are notified of each limit at most once a day.`,
        ],
        facts: [
          ['Limit', valueOf(facts)],
          ['Time', `${shanghaiTime(facts.at)} (Beijing time)`],
        ],
      };
  }
}

function valueOf({ value }: LimitHit): string {
  return value instanceof Money ? yuan(value) : `${value} ${plural(value, 'call', 'calls')}`;
}

function yuan(amount: Money): string {
  return `${amount.toYuan()} yuan`;
}
