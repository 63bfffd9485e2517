import { describe, expect, test } from 'vitest';
import type { Violation } from '../../src/application/ports/auditor.ts';
import { scenario } from '../support/scenario.ts';

const violation: Violation = {
  invariant: 'I1',
  claim: 'A balance is the sum of its postings.',
  account: 'an-account',
  subject: 'an-account',
  found: 'balance 1, postings 0',
};

describe('an audit of the books', () => {
  test('that finds something calls a person once, and tells the log of each violation', async () => {
    const { application, outside, store } = scenario();
    outside.violations = () => Promise.resolve([violation, violation]);

    expect(await application.auditBooks()).toHaveLength(2);
    await application.auditBooks();

    expect(store.systemAlarms).toMatchObject([{ kind: 'AUDIT_VIOLATION', subject: 'books', open: true }]);
    expect(outside.logs.filter(({ level }) => level === 'error')).toHaveLength(4);
  });

  test('that finds nothing ends the alarm of an earlier one', async () => {
    const { application, outside, store } = scenario();
    outside.violations = () => Promise.resolve([violation]);
    await application.auditBooks();
    outside.violations = () => Promise.resolve([]);
    await application.auditBooks();
    expect(store.systemAlarms).toMatchObject([{ kind: 'AUDIT_VIOLATION', open: false }]);
  });
});
