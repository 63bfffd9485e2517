import type { NeteaseSettings, SmsSettings } from './adapters/netease/settings.ts';
import { defaultNeteaseSettings } from './adapters/netease/settings.ts';
import { hangUpCauses } from './domain/report.ts';
import type { Environment } from './environment.ts';

/** The server that takes mail, and the sender's address. */
export interface SmtpServer {
  readonly url: string;
  readonly from: string;
}

export function readNetease(env: Environment): NeteaseSettings {
  const { hangCauses, rateRetryAfterSeconds, outOfMinutes, missingCodes } = defaultNeteaseSettings;
  return {
    hangCauses: new Map([...hangCauses, ...env.pairs('NETEASE_HANG_CAUSES', hangUpCauses)]),
    rateRetryAfterSeconds: env.integer('NETEASE_RATE_RETRY_SECONDS', rateRetryAfterSeconds, 1, 3600),
    outOfMinutes: env.codedMessages('NETEASE_OUT_OF_MINUTES', outOfMinutes, 201, 999),
    missingCodes: env.integers('NETEASE_MISSING_CODES', missingCodes, 100, 999),
  };
}

/** ABUSE-4: networks that are not public, and in which customers' receivers may be all the same. */
export function readWebhookRanges(env: Environment): readonly string[] {
  return env.ranges('WEBHOOK_ALLOWED_RANGES');
}

export function readSmtp(env: Environment): SmtpServer | null {
  const mail = env.oneOf('MAIL', ['sandbox', 'smtp'], 'sandbox');
  const url = env.url('SMTP_URL', ['smtp:', 'smtps:']);
  const from = env.text('MAIL_FROM', '');
  if (mail === 'sandbox') return null;
  env.require(url !== null, 'MAIL=smtp needs SMTP_URL: the server that takes mail.');
  env.require(/^[^@\r\n]*[^\s@]@[^\s@]+$/.test(from), 'MAIL=smtp needs MAIL_FROM: the address that mail comes from.');
  return url === null ? null : { url, from };
}

export function readSms(env: Environment): SmsSettings | null {
  const isReal = env.oneOf('SMS', ['sandbox', 'netease'], 'sandbox') === 'netease';
  const appKey = env.text('NETEASE_SMS_APP_KEY', '');
  const appSecret = env.text('NETEASE_SMS_APP_SECRET', '');
  const isComplete = appKey !== '' && appSecret !== '';
  env.require(!isReal || isComplete, 'SMS=netease needs NETEASE_SMS_APP_KEY and NETEASE_SMS_APP_SECRET.');
  const settings = {
    url: env.url('NETEASE_SMS_URL', ['http:', 'https:']) ?? 'https://api.netease.im',
    appKey,
    appSecret,
    templates: {
      REGISTRATION: env.text('NETEASE_SMS_TEMPLATE_REGISTRATION', '') || null,
      PASSWORD_RESET: env.text('NETEASE_SMS_TEMPLATE_RESET', '') || null,
    },
    ownCode: env.boolean('NETEASE_SMS_OWN_CODE', false),
    retryAfterSeconds: env.integer('NETEASE_SMS_RETRY_SECONDS', 60, 1, 86_400),
  };
  return isReal ? settings : null;
}
