import type { MailOutcome, NoticeMail, NoticeMails } from '../../application/ports/notice-mails.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Member } from '../../domain/member.ts';
import type { Notice } from '../../domain/notice.ts';
import { toldRoles } from '../../domain/notice.ts';
import { usualNotices } from '../../domain/notice-settings.ts';
import type { MemoryPeople } from './memory-people.ts';
import type { MemoryStore } from './memory-store.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

interface StoredMail {
  readonly mail: NoticeMail;
  readonly state: 'PENDING' | 'SENT' | 'GIVEN_UP';
  /** Wall milliseconds. */
  readonly dueAt: number;
}

/** One is shared by all replicas over one store. */
export class MemoryNoticeMails implements NoticeMails {
  readonly #mails = new Map<string, StoredMail>();
  readonly #addressed = new Set<Notice>();

  constructor(
    private readonly store: MemoryStore,
    private readonly people: MemoryPeople,
    private readonly wall: () => Date,
  ) {}

  async claim(limit: number, leaseSeconds: number): Promise<readonly NoticeMail[]> {
    const now = this.wall().getTime();
    this.#giveUpThoseOfNobody();
    for (const [account, { notices }] of this.store.accounts) {
      for (const notice of notices.values()) this.#address(account, notice, now);
    }
    const due = [...this.#mails].filter(([, { state, dueAt }]) => state === 'PENDING' && dueAt <= now);
    return due.slice(0, limit).map(([key, { mail, state }]) => {
      const language = this.store.accounts.get(mail.account)?.account.notices.language ?? mail.language;
      const claimed = { ...mail, language, attempt: mail.attempt + 1 };
      this.#mails.set(key, { mail: claimed, state, dueAt: now + leaseSeconds * 1000 });
      return claimed;
    });
  }

  async end({ attempt, ...ended }: NoticeMail, outcome: MailOutcome): Promise<void> {
    const key = keyOf(ended);
    const present = this.#mails.get(key);
    if (present?.state !== 'PENDING' || present.mail.attempt !== attempt) return;
    const seconds = outcome.kind === 'RETRY' ? outcome.seconds : 0;
    const state = outcome.kind === 'RETRY' ? 'PENDING' : outcome.kind;
    this.#mails.set(key, { ...present, state, dueAt: this.wall().getTime() + seconds * 1000 });
  }

  #giveUpThoseOfNobody(): void {
    for (const [key, stored] of this.#mails) {
      const { account, member } = stored.mail;
      const isTold = this.#toldOf(account).some(({ id }) => id === member);
      if (stored.state === 'PENDING' && !isTold) this.#mails.set(key, { ...stored, state: 'GIVEN_UP' });
    }
  }

  #toldOf(account: AccountId): readonly Member[] {
    return this.people.membersOf(account).filter(({ role }) => toldRoles.includes(role));
  }

  #address(account: AccountId, notice: Notice, now: number): void {
    if (this.#addressed.has(notice)) return;
    this.#addressed.add(notice);
    const { name: company = '', notices = usualNotices } = this.store.accounts.get(account)?.account ?? {};
    const { language } = notices;
    for (const { id: member, email } of this.#toldOf(account)) {
      const mail = { account, company, language, member, email, notice, attempt: 0 };
      this.#mails.set(keyOf(mail), { mail, state: 'PENDING', dueAt: now });
    }
  }
}

function keyOf({ account, notice, member }: Omit<NoticeMail, 'attempt'>): string {
  return `${account} ${notice.key} ${member}`;
}
