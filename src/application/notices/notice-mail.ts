import type { Mail } from '../ports/mailer.ts';
import type { NoticeMail } from '../ports/notice-mails.ts';
import { asHtml, asText } from './letter.ts';
import { letterEn } from './letters-en.ts';
import { letterZh } from './letters-zh.ts';

/** What somebody reads who is told, in both languages, as invitations are. */
export function noticeMail({
  company,
  email,
  notice: { facts },
}: Pick<NoticeMail, 'company' | 'email' | 'notice'>): Mail {
  const zh = letterZh(company, facts);
  const en = letterEn(company, facts);
  return {
    to: email,
    subject: `${zh.subject} · ${en.subject}`,
    text: `${asText(zh, ': ')}\n${asText(en, ': ')}`,
    html: `<!doctype html>\n<meta charset="utf-8">\n${asHtml(zh, 'zh-CN')}\n<hr>\n${asHtml(en, 'en')}\n`,
  };
}
