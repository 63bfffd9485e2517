import { callbackCheckSum, md5Hex } from './signature.ts';

export interface CallbackMessage {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The end-of-call callback for a report: JSON within JSON, signed over the bytes of the body. `sentAt` is wall time,
 * in milliseconds since the epoch.
 */
export function callbackMessage(
  report: object,
  app: { readonly appKey: string; readonly appSecret: string },
  sentAt: number,
): CallbackMessage {
  const body = JSON.stringify({ eventType: '10', callback: JSON.stringify(report) });
  const curTime = String(sentAt);
  const md5 = md5Hex(body);
  return {
    body,
    headers: {
      'Content-Type': 'application/json;charset=utf-8',
      AppKey: app.appKey,
      CurTime: curTime,
      MD5: md5,
      CheckSum: callbackCheckSum(app.appSecret, md5, curTime),
    },
  };
}
