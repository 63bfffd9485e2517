import { useSyncExternalStore } from 'react';
import type { SessionState } from './session.ts';
import { session } from './session.ts';

export function useSessionState(): SessionState {
  return useSyncExternalStore(session.subscribe, () => session.state);
}

/** Changes with the member and with its role. */
export function useWho(): string | null {
  return useSyncExternalStore(session.subscribe, () => session.who);
}
