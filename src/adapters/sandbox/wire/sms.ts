import { randomInt } from 'node:crypto';
import { type Action, badParameter, codeReply, success } from './action.ts';
import { messageOfCode } from './result-codes.ts';

const mobileNumber = /^1[3-9]\d{9}$/;
/** As for starts: the mobile says with which result code it is refused, and 13800040001 that no answer comes. */
const refusedMobile = /^1380003(?!0200)(\d{4})$/;
const silentMobile = '13800040001';
const VERIFICATION_FAILED = 413;

/** Sends a code, of its own making unless the form brings one, to the sandbox's page instead of a telephone. */
export const sendCode: Action = async (_app, form, { store, clock, settings }) => {
  const mobile = form.get('mobile') ?? '';
  if (!mobileNumber.test(mobile)) return badParameter('mobile');
  const length = form.get('codeLen') ?? '4';
  if (!/^([4-9]|10)$/.test(length)) return badParameter('codeLen');
  const given = form.get('authCode');
  if (given !== null && !/^\d{4,10}$/.test(given)) return badParameter('authCode');
  const refusal = refusedMobile.exec(mobile)?.[1];
  if (refusal !== undefined) return codeReply(Number(refusal), messageOfCode(Number(refusal)));
  const code = given ?? Array.from({ length: Number(length) }, () => randomInt(10)).join('');
  const text = `【网易云信】验证码：${code}`;
  const purpose = form.get('templateid') ?? 'sendcode';
  await store.addMessage({ to: mobile, code, purpose, text, sentAt: clock.now() });
  return mobile === silentMobile ? { kind: 'NEVER', holdMs: settings.heldAnswerMs } : success(code);
};

/** Whether a code is the newest that was sent to the mobile. */
export const verifyCode: Action = async (_app, form, { store }) => {
  const mobile = form.get('mobile') ?? '';
  if (!mobileNumber.test(mobile)) return badParameter('mobile');
  const [newest] = await store.listMessages(mobile, 1);
  return newest !== undefined && newest.code === form.get('code')
    ? success(newest.code)
    : codeReply(VERIFICATION_FAILED, 'verify err');
};
