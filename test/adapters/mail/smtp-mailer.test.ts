import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { SmtpMailer } from '../../../src/adapters/mail/smtp-mailer.ts';
import { mailerContract } from '../../contracts/mailer.ts';
import { SmtpServer } from '../../support/smtp-server.ts';

const from = '专线 <no-reply@example.cn>';
const mail = { to: 'b@example.cn', subject: 'Hello', text: 'Good day.\n' };

mailerContract('SMTP', async () => {
  const server = await SmtpServer.start();
  return {
    mailer: new SmtpMailer({ url: server.url, from }),
    received: () => Promise.resolve(server.received.map(({ to, subject, text }) => ({ to, subject, text }))),
    refuse: () => {
      server.refusing = true;
    },
    close: () => server.stop(),
  };
});

it('names the sender that was configured', async () => {
  const server = await SmtpServer.start();
  await new SmtpMailer({ url: server.url, from }).send(mail);
  expect(server.received).toMatchObject([{ from: 'no-reply@example.cn' }]);
  expect(server.received[0]?.headers).toMatch(/^From: =\?UTF-8\?.*\?= <no-reply@example.cn>$/m);
  await server.stop();
});

it('makes one address of one text, whatever is in it', async () => {
  const server = await SmtpServer.start();
  await new SmtpMailer({ url: server.url, from }).send({ ...mail, to: 'a,b@example.cn' }).catch(() => undefined);
  expect(server.received.map(({ to }) => to)).not.toContain('b@example.cn');
  await server.stop();
});

it('does not send its password to a server that wants another, nor takes silence for a yes', async () => {
  const server = await SmtpServer.start();
  const wrong = server.url.replace('secret', 'another');
  const refused = await new SmtpMailer({ url: wrong, from }).send(mail).then(() => '', String);
  expect(refused).toMatch(/535/);
  expect(refused).not.toContain('another');
  await server.stop();
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const mailer = new SmtpMailer({ url: `smtp://127.0.0.1:${port}`, from, patienceMs: 50 });
  await expect(mailer.send(mail)).rejects.toThrow();
  silent.close();
});

it('sends a page beside the text, under the id that was given', async () => {
  const server = await SmtpServer.start();
  const mailer = new SmtpMailer({ url: server.url, from });
  await mailer.send({ ...mail, html: '<p>Good day.</p>', id: 'abc123' });
  const [received] = server.received;
  expect(received?.headers).toMatch(/^Message-ID: <abc123@example.cn>$/m);
  expect(received?.headers).toMatch(/^Content-Type: multipart\/alternative;/m);
  expect(received?.text).toContain('Good day.\n');
  expect(received?.text).toContain('<p>Good day.</p>');
  await server.stop();
});
