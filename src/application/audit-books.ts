import type { Violation } from './ports/auditor.ts';
import type { Ports } from './ports/ports.ts';

const SUBJECT = 'books';

/**
 * Looks whether the books are what they must be, and calls a person where they are not: one alarm is open until an
 * audit is green again, and each violation has its log line.
 */
export function auditBooks({ auditor, alarms, log }: Pick<Ports, 'auditor' | 'alarms' | 'log'>) {
  return async (): Promise<readonly Violation[]> => {
    const violations = await auditor.violations();
    for (const violation of violations) log('error', 'The audit found a violation.', violation);
    if (violations.length === 0) await alarms.close('AUDIT_VIOLATION', SUBJECT);
    else await alarms.open('AUDIT_VIOLATION', SUBJECT);
    return violations;
  };
}
