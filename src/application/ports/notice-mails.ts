import type { AccountId, MemberId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Notice } from '../../domain/notice.ts';

/** A notice on its way to one person. */
export interface NoticeMail {
  readonly account: AccountId;
  /** The company or team. */
  readonly company: string;
  /** That of the account when the mail was claimed. */
  readonly language: Language;
  readonly member: MemberId;
  readonly email: string;
  readonly notice: Notice;
  /** 1 for the first. A later claim has a greater one. */
  readonly attempt: number;
}

/** What became of an attempt. RETRY: after so many wall seconds. */
export type MailOutcome =
  { readonly kind: 'SENT' } | { readonly kind: 'RETRY'; readonly seconds: number } | { readonly kind: 'GIVEN_UP' };

/** NOTICE-3: the mails that notices become. Work of all replicas: a mail is claimed by one at a time. */
export interface NoticeMails {
  /**
   * Addresses new notices to those whom they are for, and claims up to `limit` mails whose time has come. A claim that
   * nobody ends is over after so many wall seconds.
   */
  claim(limit: number, leaseSeconds: number): Promise<readonly NoticeMail[]>;

  /** Ends a claim; without effect where somebody has claimed the mail since. */
  end(mail: NoticeMail, outcome: MailOutcome): Promise<void>;
}
