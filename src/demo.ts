import { createLog } from './adapters/system/log.ts';
import { startService, stopMs } from './compose.ts';
import type { Service } from './compose.ts';
import { readConfig } from './config.ts';
import { runDemo } from './demo/story.ts';
import { onStopSignal, stopAndExit } from './stop-signals.ts';

/** What shells say of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * `npm run demo [-- --seconds N|random]`: a whole customer's story over HTTP and WebSocket. It starts a service of its
 * own on free ports with a fast clock (its data in DEMO_FOLDER, or data/demo), or uses the one at ZHUANXIAN_URL with
 * its sandbox at SANDBOX_URL.
 */
async function main(): Promise<void> {
  const talkSeconds = askedSeconds(process.argv.slice(2));
  const { ZHUANXIAN_URL: url = '', SANDBOX_URL: sandboxUrl = '' } = process.env;
  if ((url === '') !== (sandboxUrl === ''))
    throw new Error(`${url === '' ? 'ZHUANXIAN_URL' : 'SANDBOX_URL'} is missing: set both, or neither.`);
  if (url === '') await runAlone(talkSeconds);
  else await runDemo({ url, sandboxUrl, talkSeconds, print });
}

/** The service is stopped at the end of the story, and at Ctrl-C in the middle of it. */
async function runAlone(talkSeconds: number): Promise<void> {
  const rate = Math.max(10, Math.ceil((talkSeconds + 20) / 6));
  const config = readConfig({
    PORT: '0',
    DATA_FOLDER: process.env['DEMO_FOLDER'] ?? 'data/demo',
    CLOCK_RATE: String(rate),
    LOG_LEVEL: 'warn',
  });
  const log = createLog((line) => process.stderr.write(line), config.logLevel);
  const starting = startService(config, log);
  const interruption = new AbortController();
  onStopSignal(() => {
    interruption.abort();
    const stop = (service: Service): void => stopAndExit(() => service.stop(), stopMs(config), log, INTERRUPTED);
    starting.then(stop, () => undefined);
  });
  const service = await starting;
  try {
    print(`A service of its own runs at ${service.url}; its clock runs ${rate} times as fast.\n`);
    await runDemo({ ...service, talkSeconds, print });
  } catch (error) {
    // The story fails where its service goes away; the process ends when that has stopped.
    if (interruption.signal.aborted) await new Promise(() => undefined);
    throw error;
  } finally {
    await service.stop();
  }
}

const print = (line: string): void => {
  console.log(line);
};

/** 61 seconds unless told otherwise: the second minute has just begun. */
function askedSeconds(words: readonly string[]): number {
  const asked = words.at(words.indexOf('--seconds') + 1);
  if (!words.includes('--seconds') || asked === undefined) return 61;
  const seconds = asked === 'random' ? 1 + Math.floor(Math.random() * 600) : Number(asked);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 1800)
    throw new Error('--seconds takes 1 to 1800, or random.');
  return seconds;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? `\nThe demo failed: ${error.message}` : error);
    process.exit(1);
  },
);
