import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../../src/adapters/system/log.ts';
import { maskNumbers } from '../../../src/adapters/system/mask.ts';
import type { Log } from '../../../src/application/ports/ports.ts';
import { DomainError } from '../../../src/domain/errors.ts';
import { Money } from '../../../src/domain/money.ts';
import { PhoneNumber } from '../../../src/domain/phone-number.ts';

/** What auditors look for in a log. */
const mobileInLog = /(?<!\d)1[3-9]\d{9}(?!\d)/;

function logged(...given: Parameters<Log>): { readonly line: string; readonly event: Record<string, unknown> } {
  const lines: string[] = [];
  createLog((line) => lines.push(line), 'info')(...given);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]+\n$/);
  return { line: lines[0]!, event: JSON.parse(lines[0]!) as Record<string, unknown> };
}

describe('ROLE-3: numbers are masked', () => {
  test.each([
    ['13800000001', '138****0001'],
    ['+8613800000001', '+86138****0001'],
    ['008613800000001', '0086138****0001'],
    ['8613800000001', '86138****0001'],
    ['+86 138-0000-0001', '+86138****0001'],
    ['138 0000 0001', '138****0001'],
    ['+86-13800000001', '+86138****0001'],
    ['057186778825', '057****8825'],
    ['0571-86778825', '057****8825'],
    ['010-8677-8825', '010****8825'],
    ['01086778825', '010****8825'],
    ['+8657186778825', '+86571****8825'],
    ['+86 10 8677 8825', '+86108****8825'],
    ['caller13800000001', 'caller138****0001'],
    ['13800000001-13900000002', '138****0001-139****0002'],
    ['13800000001,13900000002', '138****0001,139****0002'],
    ['\n13800000001\u0000', '\n138****0001\u0000'],
    ['tel:13800000001;', 'tel:138****0001;'],
  ])('%j reads %j', (text, masked) => {
    expect(maskNumbers(text)).toBe(masked);
  });

  test.each([
    '4fa85f64-5717-4562-b3fc-138000000010',
    '13800000-0571-4677-8825-013800000001',
    '1700000000000',
    '1700000000',
    '2026-03-02T04:00:00.000Z',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca13800000001b855',
    '1000.00 yuan',
    '0.138000000011',
    '138000000011',
    'v1.2.3',
  ])('%s is left alone', (text) => {
    expect(maskNumbers(text)).toBe(text);
  });

  test('in the message, in nested fields, in lists, in keys, in numbers and in errors with their causes', () => {
    const caller = PhoneNumber.restore('13800000001');
    const error = new Error('no route to 13800000001', { cause: new Error('0571-86778825 is busy') });
    const fields = { caller, list: ['+8613800000001', { deep: 13800000001 }], '13800000001': 1, error, other: error };
    const { line, event } = logged('error', 'Cannot dial 13800000001.', fields);
    expect(line).not.toMatch(mobileInLog);
    expect(line).not.toContain('86778825');
    expect(event).toMatchObject({
      msg: 'Cannot dial 138****0001.',
      caller: { digits: '138****0001' },
      list: ['+86138****0001', { deep: '138****0001' }],
      '138****0001': 1,
    });
    expect((event.error as { stack: string }).stack).toContain('no route to 138****0001');
    expect((event.error as { stack: string }).stack).toContain('caused by');
  });

  test('whatever surrounds them', () => {
    const mobile = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }));
    const around = fc.string({ unit: 'binary' }).map((text) => text.replace(/\d/g, ''));
    fc.assert(
      fc.property(mobile, around, around, ([second, rest], before, after) => {
        const number = `1${second}${String(rest).padStart(9, '0')}`;
        const { line } = logged('info', `${before}${number}${after}`, { text: `${before}${number}${after}` });
        expect(line).not.toContain(number);
      }),
    );
  });
});

describe('the log', () => {
  test.each(['password', 'newPassword', 'appSecret', 'token', 'refreshToken', 'authorization'])(
    'blanks %s at any depth',
    (name) => {
      const { line } = logged('info', 'x', { [name]: 'hunter2', input: { deeper: [{ [name]: 'hunter2' }] } });
      expect(line).not.toContain('hunter2');
    },
  );

  test('writes one JSON line per event, whatever is in it', () => {
    const cycle: Record<string, unknown> = { fen: 12n, at: new Date(0), nothing: undefined };
    cycle.self = cycle;
    const { event } = logged('warn', 'two\nlines \u001b[31m "quoted"', { cycle, id: 'a\r\nb' });
    expect(event).toMatchObject({ level: 'warn', msg: 'two\nlines \u001b[31m "quoted"', id: 'a\r\nb' });
    expect(event.cycle).toMatchObject({ fen: 12, at: '1970-01-01T00:00:00.000Z' });
    expect(event.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  test("keeps a rejection's facts", () => {
    const error = new DomainError({ code: 'INSUFFICIENT_BALANCE', available: Money.fen(11), required: Money.fen(12) });
    const { event } = logged('error', 'x', { error });
    expect(event.error).toMatchObject({ type: 'DomainError', rejection: { code: 'INSUFFICIENT_BALANCE' } });
  });

  test('is as talkative as it was told', () => {
    const lines: string[] = [];
    const log = createLog((line) => lines.push(line), 'warn');
    log('info', 'quiet');
    log('error', 'loud');
    expect(lines).toHaveLength(1);
  });
});
