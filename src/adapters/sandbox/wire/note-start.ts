import type { SandboxContext } from '../context.ts';
import type { SandboxApp } from '../store/store.ts';

/** Remembers a start that arrived; `session` is null when nothing was started. */
export function noteStart(
  app: SandboxApp,
  form: URLSearchParams,
  { traffic, clock }: SandboxContext,
  session: string | null,
  answer: string,
): void {
  const field = (name: string): string => (form.get(name) ?? '').slice(0, 64);
  const asked = { caller: field('caller'), callee: field('callee'), maxDur: field('maxDur') };
  traffic.startArrived({ at: clock.now(), appKey: app.appKey, ...asked, session, answer });
}
