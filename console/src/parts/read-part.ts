const KEY = 'reloadedAt';
/** What is not there after that either, another try would not bring. */
const PAUSE_MS = 60_000;

/**
 * Code that is read when it is first needed. Of the console as it was before a deployment there is no more of it: then
 * the whole page is loaded anew, by itself, once.
 */
export async function readPart<Part>(read: () => Promise<Part>): Promise<Part> {
  try {
    return await read();
  } catch (error) {
    if (wasReloaded() || !(await isServed())) throw error;
    sessionStorage.setItem(KEY, String(Date.now()));
    location.reload();
    return new Promise(() => undefined);
  }
}

function wasReloaded(): boolean {
  return Date.now() - Number(sessionStorage.getItem(KEY) ?? 0) < PAUSE_MS;
}

/** Without a network the page as it stands is better than what a browser shows instead. */
async function isServed(): Promise<boolean> {
  const response = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-store' }).catch(() => null);
  return response?.ok ?? false;
}
