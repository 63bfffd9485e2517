import { createHash } from 'node:crypto';

const sha1Hex = (text: string): string => createHash('sha1').update(text, 'utf8').digest('hex');

/** CheckSum of a request to the provider; `curTime` as sent, in seconds. */
export function requestCheckSum(appSecret: string, nonce: string, curTime: string): string {
  return sha1Hex(appSecret + nonce + curTime);
}

/** CheckSum of a callback from the provider; `curTime` as it came, in milliseconds. */
export function callbackCheckSum(appSecret: string, md5: string, curTime: string): string {
  return sha1Hex(appSecret + md5 + curTime);
}
