import type { Log } from '../../application/ports/ports.ts';
import type { Sms, SmsAnswer } from '../../application/ports/sms.ts';
import type { PhoneNumber } from '../../domain/phone-number.ts';
import type { CodePurpose } from '../../domain/sms-code.ts';
import type { ClientOptions } from './client.ts';
import { NeteaseClient } from './client.ts';
import { meaningOfSendCode, sendCodeForm } from './messages/send-code.ts';
import type { SmsSettings } from './settings.ts';

export interface SmsOptions extends ClientOptions {
  readonly settings: SmsSettings;
  readonly log: Log;
}

/** Codes by NetEase's SMS, on an account of the operator's own. A message is never sent twice by us. */
export class NeteaseSms implements Sms {
  readonly #client: NeteaseClient;
  readonly #settings: SmsSettings;
  readonly #log: Log;

  constructor(options: SmsOptions) {
    this.#client = new NeteaseClient(options);
    this.#settings = options.settings;
    this.#log = options.log;
  }

  async send(to: PhoneNumber, { purpose, code }: { purpose: CodePurpose; code: string }): Promise<SmsAnswer> {
    const { appKey, appSecret, templates, ownCode } = this.#settings;
    const form = sendCodeForm(to.digits, code, templates[purpose], ownCode);
    const result = await this.#client.post('/sms/sendcode.action', { appKey, appSecret }, form);
    if (result.kind !== 'ANSWERED') this.#log('warn', 'SMS provider without an answer', { why: result.why });
    return meaningOfSendCode(result, code, this.#settings);
  }
}
