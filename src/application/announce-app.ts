import type { App } from '../domain/app.ts';
import type { AppCredentials } from './ports/app-credentials.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

/** Wall milliseconds before it is tried again, and again. */
const PAUSES_MS = [250, 1000];

/** Where the provider posts this app's callbacks: each app has an address of its own (CALLBACK-1). */
export function callbackUrl(publicUrl: string, callbackKey: string): string {
  return `${publicUrl}/callbacks/netease/${callbackKey}`;
}

/**
 * Tells the provider where the callbacks of a stored app go. The app is there whatever becomes of this, and the answer
 * that follows may be the only one to tell its AppSecret: where nobody hears, even at the third time, that is logged, and
 * nothing is thrown. A rotation to the AppSecret that the app has announces it anew.
 */
export async function announceApp(
  { credentials, clock, log }: Pick<Ports, 'credentials' | 'clock' | 'log'>,
  { publicUrl }: Pick<Settings, 'publicUrl'>,
  app: App,
  given: AppCredentials,
  replaced?: string,
): Promise<void> {
  const announce = (): Promise<void> => credentials.announce(given, callbackUrl(publicUrl, app.callbackKey), replaced);
  for (const pause of PAUSES_MS) {
    if (await succeeds(announce)) return;
    await clock.sleep(pause, new AbortController().signal);
  }
  await announce().catch((error: unknown) => {
    const advice = 'Rotate its AppSecret to the one that it has: that announces it anew.';
    log('error', `The provider was not told where the callbacks of an app go. ${advice}`, { app: app.id, error });
  });
}

function succeeds(announce: () => Promise<void>): Promise<boolean> {
  return announce().then(
    () => true,
    () => false,
  );
}
