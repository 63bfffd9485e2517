import type { CallFilter } from '../../../application/ports/reads.ts';
import { appIdFrom } from '../types/ids.ts';
import type { CallFilterInput } from './call-inputs.ts';

/** Leaves out what the client did not say. */
export function callFilter(input: CallFilterInput | null | undefined): CallFilter {
  if (input == null) return {};
  const { from, to, appId, caller, callee, reference } = input;
  return {
    ...(from != null && { from }),
    ...(to != null && { to }),
    ...(appId != null && { app: appIdFrom(appId) }),
    ...(caller != null && { caller: nationalDigits(caller) }),
    ...(callee != null && { callee: nationalDigits(callee) }),
    ...(reference != null && { reference: reference.trim() }),
  };
}

/**
 * A number as calls carry it: +86 571 8677-8825 → 057186778825. What is no mainland number finds nothing, and that is
 * no error in a search.
 */
function nationalDigits(written: string): string {
  const digits = written.replace(/[\s().-]/g, '');
  const national = digits.replace(/^(\+|00)86/, '');
  const isLandline = national !== digits && !/^(0|1[3-9]\d{9}$)/.test(national);
  return isLandline ? `0${national}` : national;
}
