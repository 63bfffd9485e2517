/** The golden vectors of the provider's protocol, all signed with this secret. */
export const appSecret = '0123456789abcdef';
export const appKey = 'golden-app';

const legs = [
  { endpoint: '13800000001', endTime: '2016-01-01 00:01:10', hangCause: 'NORMAL_CLEARING' },
  { endpoint: '057186778825', endTime: '2016-01-01 00:01:10', hangCause: 'NORMAL_CLEARING' },
];

/** The object about a finished call, in the provider's order of keys. */
export const finishedCall = {
  session: '7c4b7673-0000-4164-82a0-decb84d77914',
  initAccount: 'alice',
  caller: '13800000001',
  callee: '057186778825',
  createtime: 1451577601000,
  starttime: '2016-01-01 00:00:09',
  durationSec: 61,
  status: 'SUCCESS',
  legs,
};

/** The same about a conference: its members are a JSON array, as a text. */
export const finishedConference = {
  session: '0f3c8a52-0000-4b0e-9a11-5b1f6f1d2c33',
  initAccount: 'alice',
  createtime: 1451577601000,
  starttime: '2016-01-01 00:00:00',
  durationSec: 120,
  status: 'SUCCESS',
  members: JSON.stringify(['13800000001', '13900000002', '057186778825']),
};

export interface Callback {
  readonly body: string;
  readonly md5: string;
  readonly curTime: string;
  readonly checkSum: string;
}

export const callCallback: Callback = {
  body: JSON.stringify({ eventType: '10', callback: JSON.stringify(finishedCall) }),
  md5: '03bb55eca2b7170931f0727565e6e382',
  curTime: '1451577675000',
  checkSum: 'c3e6d0c03a844b923b508e82dbde80bf25f9e6b7',
};

export const conferenceCallback: Callback = {
  body: JSON.stringify({ eventType: '10', callback: JSON.stringify(finishedConference) }),
  md5: '5cf189f0ea28ab88e63c869910b9eaf1',
  curTime: '1451577675000',
  checkSum: '80ff102e30cc64423f617ad95ef0c755a0b10b56',
};

/** Names and values in turn. */
export function headersOf({ curTime, md5, checkSum }: Callback): string[] {
  return ['AppKey', appKey, 'CurTime', curTime, 'MD5', md5, 'CheckSum', checkSum];
}
