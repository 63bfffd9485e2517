import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRepository } from '../../src/application/ports/account-repository.ts';
import type { CallRegister } from '../../src/application/ports/call-register.ts';
import type { App } from '../../src/domain/app.ts';
import type { Call } from '../../src/domain/call.ts';
import type { AccountId, CallId } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import { anApp, newId, openAccount } from './account-harness.ts';

/** One replica of two. */
export interface Replica {
  readonly accounts: AccountRepository;
  readonly register: CallRegister;
  /** Its lease ends as if it were not heard of any more. */
  die(): Promise<void>;
}

export interface ClaimsHarness {
  readonly ours: Replica;
  readonly theirs: Replica;
  /** Lets that many seconds of wall time pass for what was placed and claimed, but not for leases. */
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** What a register promises of calls that somebody must look after. */
export function claimsContract(name: string, makeHarness: () => Promise<ClaimsHarness>): void {
  describe(`${name}: a claim`, () => {
    let harness: ClaimsHarness;
    let account: AccountId;
    let app: App;
    beforeEach(async () => {
      harness = await makeHarness();
      account = newId<AccountId>();
      app = anApp(account);
      await openAccount(harness.ours.accounts, account, 1000_00);
      await harness.ours.accounts.decide(account, {}, () => ({ answer: undefined, saves: { app } }));
    });
    afterEach(() => harness.close());

    const own = () => ({ id: newId<CallId>(), account, app: app.id });
    const save = async ({ accounts }: Replica, call: Call): Promise<Call> => {
      await accounts.decide(account, {}, () => ({ answer: undefined, saves: { call } }));
      return call;
    };
    const unconfirmed = () => save(harness.ours, a.unconfirmedCall(own()));
    const placing = (by: Replica) => save(by, a.openCall({ status: 'PLACING', session: null }, own()));
    const claim = async ({ register }: Replica, now = a.after(390)) =>
      (await register.claimDue(now, 15, 1000, 30)).map(({ call, token }) => [call, token] as const);
    const isHeld = ({ accounts }: Replica, call: Call, token: bigint) =>
      accounts.decide(account, { claim: { call: call.id, token } }, (facts) => ({ answer: facts.claim }));

    it('is one claimant’s for as long as it lasts, and its token is void from the next one on', async () => {
      const { ours, theirs } = harness;
      const call = await unconfirmed();
      expect(await isHeld(ours, call, 1n)).toBe(false);
      expect(await claim(ours, a.after(389.999))).toEqual([]);
      expect(await claim(ours)).toEqual([[call.id, 1n]]);
      await harness.pass(29);
      expect(await claim(theirs)).toEqual([]);
      expect(await isHeld(ours, call, 1n)).toBe(true);
      await harness.pass(2);
      expect(await claim(theirs)).toEqual([[call.id, 2n]]);
      expect(await isHeld(ours, call, 1n)).toBe(false);
      expect(await isHeld(theirs, call, 2n)).toBe(true);
    });

    it('is taken over at once when its claimant has died', async () => {
      const call = await unconfirmed();
      await claim(harness.theirs);
      expect(await claim(harness.ours)).toEqual([]);
      await harness.theirs.die();
      expect(await claim(harness.ours)).toEqual([[call.id, 2n]]);
    });

    it('is over when the call was put off until later', async () => {
      const { ours, theirs } = harness;
      const call = await unconfirmed();
      await claim(ours);
      await save(ours, call.askAgainAt(a.after(500)));
      expect(await claim(theirs, a.after(499.999))).toEqual([]);
      expect(await claim(theirs, a.after(500))).toEqual([[call.id, 2n]]);
    });

    it('of a PLACING call is given when its dialler has died, and no sooner', async () => {
      const { ours, theirs } = harness;
      const [mine, left] = [await placing(ours), await placing(theirs)];
      expect(await claim(ours)).toEqual([]);
      await theirs.die();
      expect(await claim(ours, a.noon)).toEqual([[left.id, 1n]]);
      expect(await claim(ours)).toEqual([]);
      await harness.pass(16);
      expect(await claim(ours, a.noon)).toEqual([[mine.id, 1n]]);
    });

    it('counts who lives', async () => {
      const { ours, theirs } = harness;
      const before = ours.register.liveReplicas();
      expect(before).toBeGreaterThanOrEqual(1);
      expect(ours.register.leaseUntil().getTime()).toBeGreaterThan(0);
      await theirs.die();
      expect(theirs.register.leaseUntil().getTime()).toBeLessThanOrEqual(Date.now());
    });
  });
}
