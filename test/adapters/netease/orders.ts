import type { AppCredentials } from '../../../src/application/ports/app-credentials.ts';
import type { DialOrder } from '../../../src/application/ports/telephony-gateway.ts';
import { PhoneNumber } from '../../../src/domain/phone-number.ts';
import { appSecret } from './golden.ts';

export const credentials: AppCredentials = { appKey: 'golden-app', appSecret, accid: 'alice' };

/** Of a day that this test does not see. */
const sendBefore = new Date('2100-01-01');

export function order(overrides: { caller?: string; callee?: string; maxSeconds?: number } = {}): DialOrder {
  const { caller = '13800000001', callee = '057186778825', maxSeconds = 60 } = overrides;
  const parties = { kind: 'CALL', caller: PhoneNumber.restore(caller), callee: PhoneNumber.restore(callee) } as const;
  return { parties, maxSeconds, sendBefore };
}
