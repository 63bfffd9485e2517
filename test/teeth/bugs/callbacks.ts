import type { Bug } from '../bug.ts';

const verification = 'src/adapters/netease/callback-verification.ts';

export const callbackBugs: readonly Bug[] = [
  {
    name: 'members in another order are another conference',
    edits: [
      {
        file: 'src/domain/parties.ts',
        find: "[...new Set(parties.members)].sort().join(' ')",
        replace: "[...new Set(parties.members)].join(' ')",
      },
    ],
    tests: ['test/domain/conference.test.ts', 'test/application/start-conference.test.ts'],
  },
  {
    name: 'the MD5 of the header is believed',
    edits: [
      {
        file: verification,
        find: "const bodyFits = sameText(createHash('md5').update(rawBody).digest('hex'), md5);",
        replace: "const bodyFits = createHash('md5').update(rawBody).digest('hex').length === md5.length;",
      },
    ],
    tests: ['test/adapters/netease/callback-verification.test.ts'],
  },
  {
    name: 'CurTime takes more than digits',
    edits: [{ file: verification, find: '/^\\d{10,13}$/.test(curTime)', replace: '/^\\d{10,13}/.test(curTime)' }],
    tests: ['test/adapters/netease/callback-verification.test.ts', 'test/adapters/netease/forged-callbacks.test.ts'],
  },
  {
    name: 'the first letters of a CheckSum are enough',
    edits: [
      {
        file: verification,
        find: 'sameText(callbackCheckSum(secret, md5, curTime), checkSum)',
        replace: 'callbackCheckSum(secret, md5, curTime).startsWith(checkSum.slice(0, 4))',
      },
    ],
    tests: ['test/adapters/netease/forged-callbacks.test.ts'],
  },
  {
    name: '200 is answered before the inbox has its row',
    edits: [
      {
        file: 'src/adapters/netease/callbacks.ts',
        find: 'await door.receive({',
        replace: 'void Promise.resolve(door.receive({',
      },
      {
        file: 'src/adapters/netease/callbacks.ts',
        find: 'bodyHash, body: rawBody, report });',
        replace: 'bodyHash, body: rawBody, report })).catch(() => undefined);',
      },
    ],
    tests: ['test/adapters/netease/callbacks.test.ts'],
  },
  {
    name: "another app's callback settles the call",
    edits: [
      {
        file: 'src/adapters/memory/memory-lookups.ts',
        find: 'call.order.app === app && call.session === session',
        replace: 'app !== undefined && call.session === session',
      },
      {
        file: 'src/adapters/postgres/lookups.ts',
        find: `'* FROM call',
    'AND app_id = $2 AND session = $3',`,
        replace: `'* FROM call',
    'AND $2::uuid IS NOT NULL AND session = $3',`,
      },
    ],
    tests: ['test/application/receive-callback.test.ts'],
  },
  {
    name: 'a bill goes by the status',
    edits: [
      {
        file: 'src/adapters/netease/messages/report.ts',
        find: 'const talkSeconds = parseTalkSeconds(fields?.durationSec);',
        replace:
          "const talkSeconds = fields?.status === 'SUCCESS' && fields.durationSec === 0 ? 60 : parseTalkSeconds(fields?.durationSec);",
      },
    ],
    tests: ['test/adapters/netease/messages/report.test.ts', 'test/adapters/netease/messages/callback-body.test.ts'],
  },
  {
    name: 'a tie is taken for the nearest',
    edits: [
      {
        file: 'src/domain/callback.ts',
        find: "return second !== undefined && distance(second) === distance(nearest) ? 'TIE' : nearest;",
        replace: 'return second === undefined ? nearest : nearest;',
      },
    ],
    tests: ['test/domain/callback.test.ts'],
  },
  {
    name: 'a stale callback is taken unasked',
    edits: [
      {
        file: 'src/application/receive-callback.ts',
        find: "isStale(received.signedAt, clock.wall()) ? 'NOT_ASKED' : 'TRUSTED'",
        replace: "isStale(received.signedAt, received.signedAt) ? clock.wall() && 'NOT_ASKED' : 'TRUSTED'",
      },
    ],
    tests: ['test/application/stale-callback.test.ts'],
  },
  {
    name: 'a parked callback calls nobody',
    edits: [
      {
        file: 'src/application/receive-callback.ts',
        find: "return { answer: 'PARKED', saves: { callbacks: [stored], alarms: [alarm] } };",
        replace: "return { answer: 'PARKED', saves: { callbacks: [stored], alarms: [alarm].slice(1) } };",
      },
    ],
    tests: ['test/application/receive-callback.test.ts'],
  },
];
