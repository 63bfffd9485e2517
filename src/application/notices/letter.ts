import type { Language } from '../../domain/language.ts';

/** What a notice says, in one language: for a mail as text and as a page. */
export interface Letter {
  /** One line. */
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** Names and values, in a table where there is one. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly closing: string;
}

const colons: Readonly<Record<Language, string>> = { ZH: '：', EN: ': ' };

/** Its lines ended by `\n`. */
export function asText({ greeting, paragraphs, facts, closing }: Letter, language: Language): string {
  const table = facts.map(([name, value]) => `${name}${colons[language]}${value}`).join('\n');
  return [greeting, ...paragraphs, ...(facts.length > 0 ? [table] : []), closing].join('\n\n') + '\n';
}

/** A page: names of companies and reasons are other people's words, so all of it is escaped. */
export function asHtml({ greeting, paragraphs, facts, closing }: Letter, language: Language): string {
  const lines = [greeting, ...paragraphs].map((line) => `<p>${escaped(line)}</p>`);
  const rows = facts.map(([name, value]) => `<tr><td>${escaped(name)}</td><td><b>${escaped(value)}</b></td></tr>`);
  const table = rows.length > 0 ? [`<table cellpadding="4">${rows.join('')}</table>`] : [];
  const body = [...lines, ...table, `<p>${escaped(closing)}</p>`].join('\n');
  const lang = language === 'ZH' ? 'zh-CN' : 'en';
  return `<!doctype html>\n<html lang="${lang}"><head><meta charset="utf-8"></head><body>\n${body}\n</body></html>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
