import type { Sms, SmsAnswer } from '../../application/ports/sms.ts';
import type { PhoneNumber } from '../../domain/phone-number.ts';
import type { CodePurpose } from '../../domain/sms-code.ts';
import { postToSandbox } from './control-client.ts';

const actions: Readonly<Record<CodePurpose, string>> = { REGISTRATION: '注册', PASSWORD_RESET: '重置密码' };

/** Text messages are shown by the sandbox instead of being sent. */
export class SandboxSms implements Sms {
  readonly #baseUrl: string;

  /** @param baseUrl of the sandbox. */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  async send(to: PhoneNumber, message: { readonly purpose: CodePurpose; readonly code: string }): Promise<SmsAnswer> {
    const { purpose, code } = message;
    const text = `【专线】您正在${actions[purpose]}，验证码 ${code}，5 分钟内有效。`;
    await postToSandbox(this.#baseUrl, '/sandbox/messages', { to: to.digits, code, purpose, text }, []);
    return { kind: 'SENT', code };
  }
}
