import type { ArrivedStart } from '../../src/adapters/sandbox/control/traffic.ts';

/** By what a call or conference is found everywhere: its caller has ordered nothing else. */
export function pairOf({ caller, callees }: { readonly caller: string; readonly callees: readonly string[] }): string {
  return `${caller} → ${callees.join()}`;
}

/** The same of a start as it came over the wire, where a conference's callees are a list in one text. */
export function dialledPair({ action, caller, callee }: ArrivedStart): string {
  return pairOf({ caller, callees: action === 'startconf' ? (callee.match(/\d+/g) ?? []) : [callee] });
}
