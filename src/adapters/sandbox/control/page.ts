import { numberTable } from '../call/numbers.ts';
import type { SandboxContext } from '../context.ts';
import { html, type Reply } from '../http/reply.ts';
import { beijingTime } from '../wire/beijing-time.ts';
import type { CallTruth } from './call-truth.ts';
import { newestCalls } from './calls.ts';
import { listLimit } from './list-limit.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (value: string): string => value.replace(/[&<>"']/g, (character) => entities[character] ?? '');

type Cell = string | number | bigint | boolean | Date | null;

function cell(value: Cell): string {
  const text = value instanceof Date ? beijingTime(value) : value === null ? '–' : String(value);
  return `<td>${escape(text)}</td>`;
}

function table(title: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const head = columns.map((column) => `<th>${escape(column)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<h2>${escape(title)}</h2><table><tr>${head}</tr>\n${body}</table>`;
}

function callRow(call: CallTruth): Cell[] {
  const { kind, caller, callees, startedAt, beganAt, endedAt, talkSeconds, parties, callback, session } = call;
  return [
    kind,
    caller,
    callees.join(', '),
    startedAt,
    beganAt,
    endedAt,
    talkSeconds,
    parties.map(({ hangCause }) => hangCause ?? '–').join(' / '),
    callback.deliveredAt ?? `${callback.attempts} attempts`,
    session,
  ];
}
const callColumns = [
  'kind',
  'caller',
  'callees',
  'started',
  'talk began',
  'ended',
  'seconds',
  'hang-up',
  'callback',
  'session',
];

/** What the sandbox can do and what has happened in it, for people; it renews itself. */
export async function showPage(context: SandboxContext): Promise<Reply> {
  const { store, clock } = context;
  const calls = await newestCalls({}, context);
  const messages = await store.listMessages(null, listLimit);
  const mails = await store.listMails(null, listLimit);
  const payments = await store.listPayments(listLimit);
  const messageRows = messages.map(({ to, code, purpose, text, sentAt }) => [to, code, purpose, text, sentAt]);
  const mailRows = mails.map(({ to, subject, text, sentAt }) => [to, subject, text, sentAt]);
  const paymentRows = payments.map(({ orderId, amountFen, reference, paidAt }) => [
    orderId,
    amountFen,
    reference,
    paidAt,
  ]);
  const numberRows = numberTable.map(({ numbers, meaning }) => [numbers, meaning]);
  const sections = [
    table('Messages', ['to', 'code', 'purpose', 'text', 'sent'], messageRows),
    table('Mails', ['to', 'subject', 'text', 'sent'], mailRows),
    table('Calls and conferences', callColumns, calls.map(callRow)),
    table('Payments', ['order', 'fen', 'reference', 'paid'], paymentRows),
    table('Numbers to call', ['callee', 'what happens'], numberRows),
  ];
  return html(200, pageOf(sections.join('\n'), clock.now()));
}

function pageOf(content: string, now: Date): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
<title>Telephone sandbox</title><style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 1rem 2rem } table { border-collapse: collapse }
td, th { border: 1px solid #ccc; padding: 2px 8px; text-align: left; white-space: pre-line }
</style></head><body><h1>Telephone sandbox</h1><p>Service time: ${beijingTime(now)} (Beijing)</p>
${content}
</body></html>`;
}
