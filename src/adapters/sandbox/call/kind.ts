/** A call has one callee, a conference several. */
export type CallKind = 'CALL' | 'CONFERENCE';

/** The wire's action that starts each. */
export const startActions = { CALL: 'startcall', CONFERENCE: 'startconf' } as const;
export type StartAction = (typeof startActions)[CallKind];

export function isStartAction(name: string): name is StartAction {
  return Object.values<string>(startActions).includes(name);
}
