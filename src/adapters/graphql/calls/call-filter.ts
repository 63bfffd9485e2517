import type { CallFilter } from '../../../domain/call-filter.ts';
import type { Kind } from '../../../domain/parties.ts';
import type { CallStatus } from '../../../domain/placed.ts';
import type { EndedBy } from '../../../domain/report.ts';
import { appIdFrom } from '../types/ids.ts';
import { nationalDigits } from './national-digits.ts';

/** As clients write it, in one of the inputs that take a filter. */
interface WrittenFilter {
  readonly from?: Date | null;
  readonly to?: Date | null;
  readonly appId?: string | null;
  readonly kind?: Kind | null;
  readonly status?: CallStatus | null;
  readonly endedBy?: EndedBy | null;
  readonly caller?: string | null;
  readonly callee?: string | null;
  readonly number?: string | null;
  readonly reference?: string | null;
}

/** Leaves out what the client did not say. */
export function callFilter(input: WrittenFilter | null | undefined): CallFilter {
  if (input == null) return {};
  const { from, to, appId, kind, status, endedBy, caller, callee, number, reference } = input;
  return {
    ...(from != null && { from }),
    ...(to != null && { to }),
    ...(appId != null && { app: appIdFrom(appId) }),
    ...(kind != null && { kind }),
    ...(status != null && { status }),
    ...(endedBy != null && { endedBy }),
    ...(caller != null && { caller: nationalDigits(caller) }),
    ...(callee != null && { callee: nationalDigits(callee) }),
    ...(number != null && { number: nationalDigits(number) }),
    ...(reference != null && { reference: reference.trim() }),
  };
}
