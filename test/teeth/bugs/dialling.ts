import type { Bug } from '../bug.ts';

const place = 'src/application/place.ts';

export const diallingBugs: readonly Bug[] = [
  {
    name: 'a 503 is dialled again',
    edits: [
      {
        file: 'src/adapters/netease/gateway.ts',
        find: 'const result = await this.#client.post(path, credentials, form',
        replace: `const first = await this.#client.post(path, credentials, form);
    if (first.kind === 'ANSWERED' && first.body.toString().includes('503')) return this.dial(credentials, order);
    const result = await this.#client.post(path, credentials, form`,
      },
    ],
    tests: ['test/adapters/netease/gateway.test.ts', 'test/adapters/netease/sandbox.test.ts'],
  },
  {
    name: 'a time-out voids the call',
    edits: [
      {
        file: 'src/adapters/netease/messages/start.ts',
        find: "if (result.kind === 'SILENT') return ambiguous(result.why);",
        replace: "if (result.kind === 'SILENT') return rejected(null, null);",
      },
    ],
    tests: ['test/adapters/netease/messages/start.test.ts', 'test/adapters/netease/gateway.test.ts'],
  },
  {
    name: 'an unknown result code is a refusal',
    edits: [
      {
        file: 'src/adapters/netease/messages/start.ts',
        find: 'return ambiguous(`result code ${code}`);',
        replace: 'return rejected(code, null);',
      },
    ],
    tests: ['test/adapters/netease/messages/start.test.ts'],
  },
  {
    name: 'the deadline releases the reservation',
    edits: [
      {
        file: 'src/application/resolve-overdue-calls.ts',
        find: "import type { Settlement } from '../domain/settlement.ts';",
        replace:
          "import type { Settlement } from '../domain/settlement.ts';\nimport { release } from '../domain/settlement.ts';",
      },
      {
        file: 'src/application/resolve-overdue-calls.ts',
        find: '(facts) => askAgainLater(facts.call, facts.now, settings.callTimes)',
        replace: '(facts) => release(facts.account, facts.call.voided(facts.now), facts.now)',
      },
    ],
    tests: ['test/application/resolve-overdue-calls.test.ts'],
  },
  {
    name: 'the horizon is the deadline',
    edits: [
      {
        file: 'src/domain/placed.ts',
        find: 'const horizon = configured > this.order.deadline ? configured : this.order.deadline;',
        replace: 'const horizon = configured < this.order.deadline ? configured : this.order.deadline;',
      },
    ],
    tests: ['test/domain/call.test.ts'],
  },
  {
    name: 'PLACING is committed after the dial',
    edits: [
      {
        file: place,
        find: 'const deciding = accounts.decide(',
        replace: `const early = turn && (await accounts.decide(account, keys, (facts) => ({ answer: credentialsOf(facts.app, secrets) })));
    if (turn !== null && early !== null) {
      await turn.dial(early, { parties: order.parties, maxSeconds: 60, sendBefore: latestSend(ports, settings) });
    }
    const deciding = accounts.decide(`,
      },
    ],
    tests: ['test/application/start-call.test.ts'],
  },
  {
    name: 'a pair is dialled while it is on the line',
    edits: [
      {
        file: 'src/domain/free-numbers.ts',
        find: 'const alive = open.find((call) => call.mayBeAlive(now));',
        replace: 'const alive = open.find((call) => call.hasEnded && call.mayBeAlive(now));',
      },
    ],
    tests: ['test/application/provider-answers.test.ts'],
  },
  {
    name: 'a twin is told of a call that is still being placed',
    edits: [
      {
        file: 'src/application/placed-call.ts',
        find: "if (call.status !== 'PLACING') return call;",
        replace: 'return call;',
      },
    ],
    tests: ['test/application/start-call.test.ts', 'test/adapters/postgres/twins.test.ts'],
  },
  {
    name: 'a lost claim decides all the same',
    edits: [
      {
        file: 'src/application/fenced.ts',
        find: '(facts.claim ? rule(facts) : { answer: facts.call })',
        replace: 'rule(facts)',
      },
    ],
    tests: ['test/application/fenced-claims.test.ts'],
  },
  {
    name: 'an end does not absorb',
    edits: [
      {
        file: 'src/domain/placed.ts',
        find: 'if (rank[state.status] <= rank[this.state.status]) return this;',
        replace: 'if (rank[state.status] < rank[this.state.status]) return this;',
      },
    ],
    tests: ['test/domain/call.test.ts'],
  },
  {
    name: 'a request that comes too late is sent',
    edits: [
      {
        file: 'src/application/latest-send.ts',
        find: 'return new Date(Math.min(placing, register.leaseUntil().getTime()));',
        replace: 'return new Date(Math.max(placing, register.leaseUntil().getTime()) + 86_400_000);',
      },
    ],
    tests: [
      'test/application/fenced-claims.test.ts',
      'test/application/start-call.test.ts',
      'test/adapters/jobs/takeover.test.ts',
    ],
  },
  {
    name: 'a 416 is dialled again',
    edits: [
      {
        file: 'src/adapters/netease/gateway.ts',
        find: "if (result.kind === 'NOT_SENT') this.#log(",
        replace: `if (result.kind === 'ANSWERED' && result.body.toString().includes('416')) {
      await this.#client.post('/call/ecp/startcall.action', credentials, form);
    }
    if (result.kind === 'NOT_SENT') this.#log(`,
      },
    ],
    tests: ['test/adapters/netease/gateway.test.ts', 'test/adapters/netease/sandbox.test.ts'],
  },
  {
    name: 'the breaker never closes',
    edits: [{ file: 'src/application/pace/breaker.ts', find: '    this.#openedAt = null;\n', replace: '' }],
    tests: ['test/application/pace/breaker.test.ts'],
  },
  {
    name: 'an empty account opens no breaker',
    edits: [{ file: 'src/application/pace/breaker.ts', find: '    this.#openedAt ??= now;\n', replace: '' }],
    tests: ['test/application/pace/breaker.test.ts', 'test/application/pace/provider.test.ts'],
  },
  {
    name: 'one call more than the limit is let through',
    edits: [
      {
        file: 'src/adapters/postgres/usage.ts',
        find: 'ORDER BY deadline DESC OFFSET coalesce(${n}, 1) - 1',
        replace: 'ORDER BY deadline DESC OFFSET coalesce(${n}, 1)',
      },
    ],
    tests: ['test/adapters/postgres/account-repository.test.ts', 'test/adapters/postgres/usage.test.ts'],
  },
  {
    name: "an account's own limit on calls at once is looked up and not obeyed",
    edits: [
      {
        file: 'src/domain/own-limits.ts',
        find: 'callsAtOncePerAccount: inForce(account.callsAtOnce, configured.callsAtOncePerAccount)',
        replace: 'callsAtOncePerAccount: inForce<number>(null, configured.callsAtOncePerAccount)',
      },
    ],
    tests: ['test/application/set-account-limits.test.ts', 'test/domain/own-limits.test.ts'],
  },
  {
    name: "an account's own limit on calls at once is obeyed and not looked up",
    edits: [
      {
        file: 'src/adapters/postgres/usage.ts',
        find: 'coalesce(account.calls_at_once, $2::int)',
        replace: '$2::int',
      },
    ],
    tests: ['test/adapters/postgres/account-repository.test.ts'],
  },
  {
    name: 'one ring more than the limit is let through',
    edits: [
      {
        file: 'src/domain/rings.ts',
        find: 'const oldest = this.recent(now).at(-limit);',
        replace: 'const oldest = this.recent(now).at(-limit - 1);',
      },
    ],
    tests: ['test/domain/rings.test.ts'],
  },
  {
    name: 'the key of a payment is thrown away',
    edits: [
      {
        file: 'src/domain/request.ts',
        find: "[] = ['startCall', 'startConference'];",
        replace: "[] = ['startCall', 'startConference', 'topUp'];",
      },
      {
        file: 'src/adapters/postgres/migrations/0018-housekeeping.ts',
        find: "USING (operation IN ('startCall', 'startConference'))",
        replace: 'USING (true)',
      },
    ],
    tests: ['test/adapters/postgres/housekeeping.test.ts'],
  },
];
