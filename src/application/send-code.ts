import { DomainError } from '../domain/errors.ts';
import type { PhoneNumber } from '../domain/phone-number.ts';
import type { CodePurpose, SmsCode } from '../domain/sms-code.ts';
import type { Ports } from './ports/ports.ts';
import type { SmsAnswer } from './ports/sms.ts';
import { codeText } from './spend-code.ts';

/** A code that was issued for a mobile, and is not sent yet. */
export interface IssuedCode {
  readonly mobile: PhoneNumber;
  readonly purpose: CodePurpose;
  /** Its digest for now, which tells it from every other. */
  readonly nothing: string;
  /** The code before it. */
  readonly before: SmsCode | null;
}

/**
 * Sends the code, and lets what was really sent work from then on. Where nothing was sent, nobody has to wait a minute for
 * our failure. A reset that fails looks like one for a mobile that nobody has: it succeeds, and the minute runs.
 *
 * @throws DomainError CODE_TOO_SOON, SMS_NOT_SENT
 */
export async function sendCode(ports: Ports, issued: IssuedCode): Promise<void> {
  const { sms, random, secrets, clock, log } = ports;
  const { mobile, purpose } = issued;
  const answer = await sms.send(mobile, { purpose, code: random.code() });
  if (answer.kind === 'SENT') {
    const digest = secrets.digest(codeText(purpose, answer.code));
    await change(ports, issued, (code) => code.sentAs(digest));
    return;
  }
  log('warn', 'A code was not sent.', { purpose, outcome: answer.kind });
  if (purpose === 'PASSWORD_RESET') return;
  const now = clock.wall();
  if (answer.kind !== 'UNKNOWN') await change(ports, issued, (code) => code.withdraw(issued.before));
  throw new DomainError(rejectionOf(answer, now));
}

/** The one of a minute was used up where it may have been sent. */
const MINUTE_MS = 60_000;

function rejectionOf(answer: Exclude<SmsAnswer, { kind: 'SENT' }>, now: Date): DomainError['rejection'] {
  const later = (milliseconds: number): Date => new Date(now.getTime() + milliseconds);
  switch (answer.kind) {
    case 'TOO_SOON':
      return { code: 'CODE_TOO_SOON', retryAt: later(answer.retryAfterSeconds * 1000) };
    case 'NOT_SENT':
      return { code: 'SMS_NOT_SENT', retryAt: answer.retrySafe ? now : null };
    case 'UNKNOWN':
      return { code: 'SMS_NOT_SENT', retryAt: later(MINUTE_MS) };
  }
}

/** Changes the mobile's code while it is still this one: another may have been asked for while we waited for the answer. */
async function change(
  { people }: Ports,
  { mobile, nothing }: IssuedCode,
  next: (code: SmsCode) => SmsCode,
): Promise<void> {
  await people.decideCode(mobile, (code) => {
    if (code === null) throw new Error('A code that was issued is not there.');
    return { code: code.digest === nothing ? next(code) : code };
  });
}
