import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoClient, sandboxTruth } from '../../src/demo/client.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';

const password = 'ten or more characters';

interface Shown {
  readonly to: string;
  readonly text: string;
}

describe('A company', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(1);
  });
  afterAll(() => service.stop());

  async function codeOf(client: DemoClient, mobile: string): Promise<string> {
    await client.mutate('requestCode', { mobile, purpose: 'REGISTRATION' }, 'sent');
    const [message] = await sandboxTruth<{ code: string }[]>(service.sandboxUrl, `/sandbox/messages?to=${mobile}`);
    return message!.code;
  }

  async function signIn(client: DemoClient, email: string): Promise<void> {
    const { tokens } = await client.mutate<{ tokens: { accessToken: string } }>(
      'signIn',
      { email, password },
      'tokens { accessToken }',
    );
    client.token = tokens.accessToken;
  }

  it('has a developer who was invited by mail, and a program by the key that this one made', async () => {
    const client = new DemoClient(service.url);
    const person = { password, acceptsTerms: true };
    const owner = { ...person, email: 'owner@example.cn', company: '杭州测试有限公司', mobile: '13900000001' };
    const registration = { ...owner, code: await codeOf(client, owner.mobile) };
    await client.mutate('registerAccount', registration, 'account { id }');
    await signIn(client, owner.email);
    const invited = { email: 'developer@example.cn', role: 'DEVELOPER' };
    await client.mutate('inviteMember', invited, 'invitation { sentAt }');

    const mails = await sandboxTruth<Shown[]>(service.sandboxUrl, `/sandbox/mails?to=${invited.email}`);
    const [token] = /^[\w-]{43}$/m.exec(mails[0]!.text)!;
    client.token = null;
    const mobile = '13900000002';
    const acceptance = { ...person, token, mobile, code: await codeOf(client, mobile) };
    const { member } = await client.mutate<{ member: object }>('acceptInvitation', acceptance, 'member { role }');
    expect(member).toEqual({ role: 'DEVELOPER' });

    await signIn(client, invited.email);
    const asked = { name: '呼叫中心', scopes: ['APPS_WRITE'] };
    const { key } = await client.mutate<{ key: string }>('createApiKey', asked, 'key');
    client.token = key;
    const { app } = await client.mutate<{ app: object }>('createApp', { name: 'By a program' }, 'app { name }');
    expect(app).toEqual({ name: 'By a program' });
    const log = service.logged.join('\n');
    expect([token, key, password].filter((secret) => log.includes(secret))).toEqual([]);
  });
});
