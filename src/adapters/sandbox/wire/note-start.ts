import type { StartAction } from '../call/kind.ts';
import type { SandboxContext } from '../context.ts';
import type { SandboxApp } from '../store/store.ts';

/** Longer than any list of callees that is taken. */
const rememberedLength = 256;

/** Remembers a start that arrived; `session` is null when nothing was started. */
export function noteStart(
  action: StartAction,
  app: SandboxApp,
  form: URLSearchParams,
  { traffic, clock }: SandboxContext,
  session: string | null,
  answer: string,
): void {
  const field = (name: string): string => (form.get(name) ?? '').slice(0, rememberedLength);
  const asked = { caller: field('caller'), callee: field('callee'), maxDur: field('maxDur') };
  traffic.startArrived({ at: clock.now(), action, appKey: app.appKey, ...asked, session, answer });
}
