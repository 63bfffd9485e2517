import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRepository, Saves } from '../../src/application/ports/account-repository.ts';
import type { NoticeMail, NoticeMails } from '../../src/application/ports/notice-mails.ts';
import type { AccountId, MemberId } from '../../src/domain/ids.ts';
import type { Member } from '../../src/domain/member.ts';
import { Money } from '../../src/domain/money.ts';
import type { Notice } from '../../src/domain/notice.ts';
import { billIssued, lowBalance, serviceSuspended } from '../../src/domain/notice.ts';
import type { Role } from '../../src/domain/role.ts';
import * as a from '../support/a.ts';
import { newId } from './account-harness.ts';

export interface NoticeMailsHarness {
  readonly accounts: AccountRepository;
  /** Of two replicas. */
  readonly ours: NoticeMails;
  readonly theirs: NoticeMails;
  /** Lets so many wall seconds pass. */
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

const LEASE = 300;

/** What is promised of notices from the decision on that they are about. */
export function noticeMailsContract(name: string, makeHarness: () => Promise<NoticeMailsHarness>): void {
  describe(`${name}: notices and their mails`, () => {
    let harness: NoticeMailsHarness;
    let account: AccountId;
    let owner: Member;
    beforeEach(async () => {
      harness = await makeHarness();
      account = newId<AccountId>();
      owner = person('OWNER');
      await harness.accounts.open(a.account({ id: account, balance: 0 }), owner);
    });
    afterEach(() => harness.close());

    const person = (role: Role, removedAt: Date | null = null): Member => {
      const id = newId<MemberId>();
      return a.member({ id, account, email: `${id}@example.cn`, role, removedAt });
    };
    const save = (saves: Saves): Promise<void> =>
      harness.accounts.decide(account, {}, () => ({ answer: undefined, saves }));
    const claim = (by = harness.ours, limit = 100): Promise<readonly NoticeMail[]> => by.claim(limit, LEASE);
    const facts = { available: Money.fen(2n ** 60n), minutes: 3, threshold: 100 };
    const notice: Notice = lowBalance(facts, 7, a.noon);

    it('returns a notice as it was saved, for each person whom it is for and nobody else', async () => {
      const [finance, agent, gone] = [person('FINANCE'), person('AGENT'), person('FINANCE', a.noon)];
      for (const member of [finance, agent, person('DEVELOPER'), gone]) await save({ member });
      const reason = { reason: '未付款 <b>', since: a.noon };
      const bill = billIssued({ month: '2026-02', charged: Money.fen(12), closing: Money.zero }, a.noon);
      const notices = [notice, serviceSuspended(reason, null), bill];
      await save({ notices });
      const mails = await claim();
      const about = { account, company: '专线测试公司', language: 'ZH', attempt: 1 } as const;
      const expected = [owner, finance].flatMap(({ id: member, email }) =>
        notices.map((each) => ({ ...about, member, email, notice: each })),
      );
      const order = (all: readonly NoticeMail[]) => all.toSorted((x, y) => (keyOf(x) < keyOf(y) ? -1 : 1));
      expect(order(mails)).toEqual(order(expected));
    });

    it('takes a notice once, whatever comes under its key later', async () => {
      await save({ notices: [notice] });
      await save({ notices: [{ ...notice, facts: { kind: 'LOW_BALANCE', ...facts, minutes: 2 } }] });
      expect((await claim()).map((mail) => mail.notice)).toEqual([notice]);
      await save({ notices: [notice] });
      expect(await claim()).toEqual([]);
    });

    it('forgets it with the decision that it belongs to', async () => {
      const failing = harness.accounts.decide(account, {}, () => {
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow();
      expect(await claim()).toEqual([]);
    });

    it('is claimed by one of all who look at once, and again when the claim is over', async () => {
      await save({ notices: [notice] });
      const { ours, theirs } = harness;
      const looked = await Promise.all(Array.from({ length: 10 }, (_, n) => claim(n % 2 === 0 ? ours : theirs)));
      const [first] = looked.flat();
      expect(looked.flat()).toHaveLength(1);
      await harness.pass(LEASE - 1);
      expect(await claim()).toEqual([]);
      await harness.pass(1);
      const [second] = await claim(theirs);
      expect(second).toEqual({ ...first, attempt: 2 });
      // Whoever comes back from the first claim has nothing to say any more.
      await ours.end(first!, { kind: 'SENT' });
      await harness.pass(LEASE);
      expect(await claim()).toHaveLength(1);
    });

    it('is over once it was sent or given up, and comes again after the pause that was said', async () => {
      for (const kind of ['SENT', 'GIVEN_UP'] as const) {
        await save({ notices: [{ ...notice, key: kind }] });
        const [mail] = await claim();
        await harness.ours.end(mail!, { kind });
        await harness.pass(100_000);
        expect(await claim()).toEqual([]);
      }
      await save({ notices: [notice] });
      const [mail] = await claim();
      await harness.ours.end(mail!, { kind: 'RETRY', seconds: 60 });
      await harness.pass(59);
      expect(await claim()).toEqual([]);
      await harness.pass(1);
      expect(await claim()).toMatchObject([{ attempt: 2 }]);
    });

    it('is not sent to who has gone, or has another role, meanwhile', async () => {
      const [one, other] = [person('FINANCE'), person('FINANCE')];
      for (const member of [one, other]) await save({ member });
      await save({ notices: [notice] });
      for (const mail of await claim()) await harness.ours.end(mail, { kind: 'RETRY', seconds: 60 });
      await save({ member: { ...one, removedAt: a.noon } });
      await save({ member: { ...other, role: 'AGENT' } });
      await harness.pass(60);
      expect((await claim()).map(({ member }) => member)).toEqual([owner.id]);
      await save({ member: { ...other, role: 'FINANCE' } });
      await harness.pass(10_000);
      expect((await claim()).map(({ member }) => member)).toEqual([owner.id]);
    });

    it('comes with the language that the account has by then', async () => {
      await save({ notices: [notice] });
      await harness.accounts.decide(account, {}, (found) => ({
        answer: undefined,
        saves: { account: found.account.withNotices({ language: 'EN', lowBalanceMinutes: 0 }) },
      }));
      expect(await claim()).toMatchObject([{ language: 'EN' }]);
      const kept = await harness.accounts.decide(account, {}, (found) => ({ answer: found.account.notices }));
      expect(kept).toEqual({ language: 'EN', lowBalanceMinutes: 0 });
    });

    it('is claimed up to the number that was asked for', async () => {
      await save({ notices: [1, 2, 3].map((n) => ({ ...notice, key: `LOW_BALANCE ${n}` })) });
      expect(await claim(harness.ours, 2)).toHaveLength(2);
      expect(await claim(harness.ours, 2)).toHaveLength(1);
    });
  });
}

function keyOf({ member, notice }: NoticeMail): string {
  return `${member} ${notice.key}`;
}
