import type { Language } from '../../domain/language.ts';
import type { NoticeFacts } from '../../domain/notice.ts';
import type { Mail } from '../ports/mailer.ts';
import type { NoticeMail } from '../ports/notice-mails.ts';
import type { Letter } from './letter.ts';
import { asHtml, asText } from './letter.ts';
import { letterEn } from './letters-en.ts';
import { letterZh } from './letters-zh.ts';

const letters: Readonly<Record<Language, (company: string, facts: NoticeFacts) => Letter>> = {
  ZH: letterZh,
  EN: letterEn,
};

/** What somebody reads who is told. */
export function noticeMail({
  company,
  email,
  language,
  notice: { facts },
}: Pick<NoticeMail, 'company' | 'email' | 'language' | 'notice'>): Mail {
  const letter = letters[language](company, facts);
  return { to: email, subject: letter.subject, text: asText(letter), html: asHtml(letter, language) };
}
