import { SandboxMailer } from '../../../src/adapters/sandbox/sandbox-mailer.ts';
import { startSandbox } from '../../../src/adapters/sandbox/start-sandbox.ts';
import { MemoryStore } from '../../../src/adapters/sandbox/store/memory-store.ts';
import type { Mail } from '../../../src/application/ports/mailer.ts';
import { mailerContract } from '../../contracts/mailer.ts';
import { HandClock } from './hand-clock.ts';
import { opening } from './harness.ts';

mailerContract('The sandbox', async () => {
  const store = new MemoryStore();
  const place = { host: '127.0.0.1', port: 0, clock: new HandClock(opening), log: () => undefined };
  const sandbox = await startSandbox({ ...place, store });
  return {
    mailer: new SandboxMailer(sandbox.url),
    received: async () => {
      const mails = (await (await fetch(`${sandbox.url}/sandbox/mails`)).json()) as Mail[];
      return mails.reverse().map(({ to, subject, text }) => ({ to, subject, text }));
    },
    refuse: () => {
      store.addMail = () => Promise.reject(new Error('full'));
    },
    close: () => sandbox.stop(),
  };
});
