import type { Ask } from './roles.ts';

/** CALL-5: without them a server that crashes may lose what it has committed, and a call is dialled a second time. */
const needed = ['fsync', 'full_page_writes'];

/** Those of the server's settings that are off and must not be, by name. */
export async function unsafeSettings(ask: Ask): Promise<readonly string[]> {
  const settings = await ask<{ name: string; setting: string }>('SELECT name, setting FROM pg_settings');
  return settings.filter(({ name, setting }) => needed.includes(name) && setting === 'off').map(({ name }) => name);
}
