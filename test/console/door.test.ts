import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administer } from '../support/database.ts';
import { whyNot } from './browser.ts';
import { Stage, WHOLE_MS } from './stage.ts';
import type { Visitor } from './visitor.ts';

const TERMS = 'https://www.example.cn/terms';
const NEXT_PASSWORD = 'another password of some length';

describe.skipIf(whyNot !== null)('The door of the console', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(20, { TERMS_URL: TERMS });
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  async function signIn(visitor: Visitor, email: string, password: string): Promise<void> {
    await visitor.fill('邮箱', email);
    await visitor.fill('密码', password);
    await visitor.click('登录');
  }

  async function signOut({ page }: Visitor): Promise<void> {
    await page.getByRole('button', { name: /我的账号/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.waitForURL(/\/sign-in/);
  }

  it(
    'shows the terms to whoever is asked to accept them, and knows the code of a mail',
    { timeout: WHOLE_MS },
    async () => {
      const visitor = await stage.visitor('zh');
      const { page } = visitor;
      for (const path of ['/sign-up', '/invitation?code=of-the-mail']) {
        await visitor.open(path);
        const link = page.getByRole('link', { name: '服务条款' });
        expect(await link.getAttribute('href')).toBe(TERMS);
        expect(await page.getByRole('checkbox', { name: '我已阅读并同意《服务条款》' }).isChecked()).toBe(false);
      }
      expect(await page.getByLabel('邀请码', { exact: true }).inputValue()).toBe('of-the-mail');
    },
  );

  it('leads to the page that was asked for, and out again', { timeout: WHOLE_MS }, async () => {
    const { customer } = await stage.customer('zh');
    const visitor = await stage.visitor('zh');
    const { page } = visitor;
    await page.goto(`${stage.service.url}/ledger`);
    await page.waitForURL(/\/sign-in\?to=%2Fledger/);
    await signIn(visitor, customer.email, 'not the password');
    await visitor.sees('邮箱或密码不正确。');
    await signIn(visitor, customer.email, customer.password);
    await page.waitForURL(/\/ledger$/);
    await visitor.sees('¥1,000.00');
    await signOut(visitor);
    await page.goto(`${stage.service.url}/ledger`);
    await page.waitForURL(/\/sign-in\?to=%2Fledger/);
  });

  it('shows the next who signs in nothing of the one before', { timeout: WHOLE_MS }, async () => {
    const { visitor } = await stage.customer('zh');
    const { customer: other } = await stage.customer('zh');
    await visitor.open('/ledger');
    await visitor.sees('充值');
    await other.client.mutate('topUp', { amount: '2345.00', idempotencyKey: 'more' }, 'topUp { id }');
    await signOut(visitor);
    await signIn(visitor, other.email, other.password);
    await visitor.page.waitForURL(/\/ledger$|\/$/);
    await visitor.sees('¥3,345.00');
    await visitor.open('/settings');
    await visitor.page.getByRole('button', { name: /我的账号/ }).click();
    await visitor.sees(other.email);
  });

  it('says of a network that is away that it is the network', { timeout: WHOLE_MS }, async () => {
    const visitor = await stage.visitor('zh');
    await visitor.open('/sign-in');
    await visitor.goOffline();
    await signIn(visitor, 'nobody@example.com', 'a password of some length');
    await visitor.sees('连不上服务，请检查网络后重试。');
    await visitor.comeBack();
    await visitor.page.route('**/graphql', (route) => route.fulfill({ status: 503, body: 'upstream' }));
    await visitor.click('登录');
    await visitor.sees('服务正忙，请稍等几秒再试。');
    await visitor.page.route('**/graphql', (route) => route.fulfill({ json: { errors: [{ message: 'no' }] } }));
    await visitor.click('登录');
    await visitor.sees('服务出错了，请重试；如仍有问题，请联系客服。');
  });

  it(
    'opens by a new password after a code by SMS, and closes to whoever was inside',
    { timeout: WHOLE_MS },
    async () => {
      const { customer, visitor: inside } = await stage.customer('zh');
      await inside.open('/');
      const outside = await stage.visitor('zh');
      await outside.open('/sign-in');
      await outside.page.getByRole('link', { name: '忘记密码' }).click();
      // The page that is left has a field of the same name.
      await outside.sees('重设密码');
      await outside.fill('邮箱', customer.email);
      await outside.fill('手机号', customer.mobile);
      await passMinute();
      await outside.click('发送验证码');
      await outside.sees('秒后可重发');
      await outside.fill('短信验证码', await stage.codeSentTo(customer.mobile, 'PASSWORD_RESET'));
      await outside.fill('新密码', NEXT_PASSWORD);
      await outside.click('设置新密码');
      await outside.sees('密码已重设，其他地方的登录都已结束。');
      await inside.sees('登录已结束，请重新登录。');
      await outside.page.getByRole('link', { name: '登录' }).click();
      await signIn(outside, customer.email, NEXT_PASSWORD);
      await outside.sees('概览');
      await signIn(inside, customer.email, customer.password);
      await inside.sees('邮箱或密码不正确。');
    },
  );

  /** A mobile gets one code a minute, and registering has taken one: that minute is over. */
  async function passMinute(): Promise<void> {
    await administer(
      (owner) => owner.query(`UPDATE sms_code SET sent_at = sent_at - interval '1 minute'`),
      stage.service.databaseUrl,
    );
  }
});
