import { useSyncExternalStore } from 'react';
import type { SessionState } from './session.ts';
import { session } from './session.ts';

export function useSessionState(): SessionState {
  return useSyncExternalStore(session.subscribe, () => session.state);
}
