import { retryAfter } from '../../domain/notice-retry.ts';
import type { NoticeMail } from '../ports/notice-mails.ts';
import type { Ports } from '../ports/ports.ts';
import { maskedEmails } from './masked-emails.ts';
import { enclosuresOf } from './enclosures.ts';
import { noticeMail } from './notice-mail.ts';

const MAILS_PER_RUN = 8;
/** Longer than a mail server that says something at each step can take. */
const LEASE_SECONDS = 300;

/**
 * NOTICE-3: sends what is due, each mail once; tells a person of those that no server takes. Where a process dies between
 * the server's answer and ours, the mail is sent again, with the same Message-ID. Answers how many were due.
 */
export function sendNotices(ports: Ports) {
  const { noticeMails, log } = ports;
  const send = sendOne(ports);
  return async (): Promise<number> => {
    const due = await noticeMails.claim(MAILS_PER_RUN, LEASE_SECONDS);
    const attempts = await Promise.allSettled(due.map(send));
    for (const [index, attempt] of attempts.entries()) {
      if (attempt.status === 'fulfilled') continue;
      const { account, notice } = due[index] ?? {};
      const error = attempt.reason as unknown;
      log('error', 'What became of a notice could not be stored.', { account, notice: notice?.key, error });
    }
    return due.length;
  };
}

function sendOne(ports: Ports) {
  const { noticeMails, mailer, secrets, log, accounts } = ports;
  const enclose = enclosuresOf(ports);
  return async (mail: NoticeMail): Promise<void> => {
    const { account, member, notice, attempt } = mail;
    const told = { account, notice: notice.key, to: maskedEmails(mail.email), attempt };
    const id = secrets.fingerprint(`${account} ${member} ${notice.key}`);
    try {
      await mailer.send({ ...noticeMail(mail, await enclose(mail)), id });
    } catch (error) {
      const seconds = retryAfter(attempt);
      log('warn', 'A notice was not taken by the mail server.', {
        ...told,
        reason: maskedEmails(String(error)),
        seconds,
      });
      if (seconds !== null) return noticeMails.end(mail, { kind: 'RETRY', seconds });
      await accounts.decide(account, {}, ({ now: openedAt }) => {
        const detail = `Of ${String(attempt)} attempts for ${told.to}, the last: ${maskedEmails(String(error))}`;
        const subject = `${notice.key} ${member}`;
        return { answer: undefined, saves: { alarms: [{ kind: 'NOTICE_UNSENT', subject, detail, openedAt }] } };
      });
      return noticeMails.end(mail, { kind: 'GIVEN_UP' });
    }
    log('info', 'A notice was sent.', told);
    return noticeMails.end(mail, { kind: 'SENT' });
  };
}
