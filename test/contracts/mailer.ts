import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mail, Mailer } from '../../src/application/ports/mailer.ts';

export interface MailerHarness {
  readonly mailer: Mailer;
  /** What people can read, oldest first. */
  received(): Promise<readonly Mail[]>;
  /** From now on nothing is taken. */
  refuse(): void;
  close(): Promise<void>;
}

const invitation: Mail = {
  to: 'li.lei+work@example.cn',
  subject: '邀请您加入专线账户 · An invitation to an account of the dedicated lines, which is a rather long subject',
  text: `您好!\n\n.a line that begins with a dot\n.\n${'一二三四五六七八九十'.repeat(30)}\n= signs, and "quotes" <tags>\n`,
};

export function mailerContract(name: string, makeHarness: () => Promise<MailerHarness>): void {
  describe(`${name}, as the way of mail`, () => {
    let harness: MailerHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.close());

    it('delivers a mail to its address with its subject and text, as they were written', async () => {
      await harness.mailer.send(invitation);
      await harness.mailer.send({ to: 'b@example.cn', subject: 'Second', text: 'Plain.\n' });
      expect(await harness.received()).toEqual([
        invitation,
        { to: 'b@example.cn', subject: 'Second', text: 'Plain.\n' },
      ]);
    });

    it('rejects what was not taken', async () => {
      harness.refuse();
      await expect(harness.mailer.send(invitation)).rejects.toThrow();
      expect(await harness.received()).toEqual([]);
    });

    it('rejects when nobody is there', async () => {
      await harness.close();
      await expect(harness.mailer.send(invitation)).rejects.toThrow();
    });
  });
}
