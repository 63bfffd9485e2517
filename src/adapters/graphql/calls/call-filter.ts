import type { CallFilter } from '../../../application/ports/reads.ts';
import { appIdFrom } from '../types/ids.ts';
import type { CallFilterInput } from './call-inputs.ts';
import { nationalDigits } from './national-digits.ts';

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
