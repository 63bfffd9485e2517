import { createHash } from 'node:crypto';
import type { Forgery } from '../faults/fault.ts';
import type { SandboxApp, SandboxCall } from '../store/store.ts';
import { withTalk } from '../call/timeline.ts';
import { seededBetween } from '../call/seeded.ts';
import { callbackMessage, type CallbackMessage } from '../wire/callback-message.ts';
import { reportOf } from '../wire/report.ts';

/** A duration that no honest report has, so that a forgery that is believed shows in the ledger. */
const forgedSeconds = 7199;

/** A callback that must not be believed, made of the true one. `seed` decides which bit is flipped. */
export function forge(
  how: Forgery,
  call: SandboxCall,
  app: SandboxApp,
  genuine: CallbackMessage,
  seed: string,
): CallbackMessage {
  const curTime = genuine.headers['CurTime'] ?? '';
  const md5 = genuine.headers['MD5'] ?? '';
  const lie = reportOf(call, withTalk(call, forgedSeconds));
  const lieSigned = callbackMessage(lie, { ...app, appSecret: `${app.appSecret}!` }, Number(curTime));
  switch (how) {
    case 'BIT_FLIP':
      return { ...genuine, body: flipBit(genuine.body, seed) };
    case 'WRONG_SECRET':
      return lieSigned;
    case 'OTHER_MD5':
      return { ...genuine, body: lieSigned.body };
    case 'SHIFTED':
      return withHeaders(genuine, { MD5: md5 + curTime.slice(0, 1), CurTime: curTime.slice(1) });
    case 'LENGTH_EXTENSION': {
      const signed = Buffer.from(app.appSecret + md5 + curTime);
      const glue = sha1Padding(signed.length);
      const suffix = Buffer.from('9');
      const checkSum = createHash('sha1')
        .update(Buffer.concat([signed, glue, suffix]))
        .digest('hex');
      const longer = Buffer.concat([Buffer.from(curTime), glue, suffix]).toString('latin1');
      return withHeaders(genuine, { CurTime: longer, CheckSum: checkSum });
    }
  }
}

function withHeaders(message: CallbackMessage, headers: Readonly<Record<string, string>>): CallbackMessage {
  return { ...message, headers: { ...message.headers, ...headers } };
}

/** The lowest bit of an ASCII character: the body remains text and keeps its length. */
function flipBit(body: string, seed: string): string {
  const at = seededBetween(`${seed}/flip`, 0, body.length - 1);
  return body.slice(0, at) + String.fromCharCode(body.charCodeAt(at) ^ 1) + body.slice(at + 1);
}

/** What SHA-1 appends to a message of `length` bytes: whoever knows a hash and the length can go on behind it. */
function sha1Padding(length: number): Buffer {
  const zeros = (119 - (length % 64)) % 64;
  const bits = Buffer.alloc(8);
  bits.writeBigUInt64BE(BigInt(length) * 8n);
  return Buffer.concat([Buffer.from([0x80]), Buffer.alloc(zeros), bits]);
}
