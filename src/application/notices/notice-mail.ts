import type { Language } from '../../domain/language.ts';
import type { NoticeFacts } from '../../domain/notice.ts';
import type { Mail } from '../ports/mailer.ts';
import type { NoticeMail } from '../ports/notice-mails.ts';
import type { Enclosures } from './enclosures.ts';
import type { Letter } from './letter.ts';
import { asHtml, asText } from './letter.ts';
import { letterEn } from './letters-en.ts';
import { letterZh } from './letters-zh.ts';

const letters: Readonly<Record<Language, (company: string, facts: NoticeFacts) => Letter>> = {
  ZH: letterZh,
  EN: letterEn,
};

const comments: Readonly<Record<Language, { readonly attached: string; readonly linked: string }>> = {
  ZH: {
    attached: '账单的 PDF 和全部明细的 CSV 见附件。',
    linked: '账单较大，请在 30 天内通过下面的链接下载 PDF 和全部明细的 CSV。持有链接的人都可以下载，请勿转发。',
  },
  EN: {
    attached: 'The bill (PDF) and all of its lines (CSV) are attached.',
    linked:
      'The bill is too large to attach. Download it (PDF) and all of its lines (CSV) from the links below within 30 days. Anyone who has a link can download the file, so please do not forward this e-mail.',
  },
};
const nothing: Enclosures = { attachments: [], links: [] };

/** What somebody reads who is told. */
export function noticeMail(
  { company, email, language, notice: { facts } }: Pick<NoticeMail, 'company' | 'email' | 'language' | 'notice'>,
  { attachments, links }: Enclosures = nothing,
): Mail {
  const plain = letters[language](company, facts);
  const enclosed = links.map(({ fileName, url }) => [fileName, url] as const);
  const comment = links.length > 0 ? comments[language].linked : comments[language].attached;
  const isAlone = attachments.length + links.length === 0;
  const paragraphs = isAlone ? plain.paragraphs : [...plain.paragraphs, comment];
  const letter = { ...plain, paragraphs, facts: [...plain.facts, ...enclosed] };
  const { subject } = letter;
  return { to: email, subject, text: asText(letter, language), html: asHtml(letter, language), attachments };
}
