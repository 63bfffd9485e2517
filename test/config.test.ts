import { describe, expect, it } from 'vitest';
import { localUrl, readConfig } from '../src/config.ts';
import { Money } from '../src/domain/money.ts';
import { ConfigError } from '../src/environment.ts';
import { noCallLimits } from './support/limits.ts';

function complaints(variables: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(variables);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
}

describe('The configuration', () => {
  it('needs nothing: everything has a default', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      sandboxPort: 4001,
      gateway: 'sandbox',
      explorer: true,
    });
    expect([config.databaseUrl, config.termsUrl]).toEqual([null, null]);
    expect(config.neteaseUrl).toBe('https://api.netease.im');
  });

  it('tells everything that is wrong at once', () => {
    const wrong = {
      PORT: '70000',
      DATABASE_URL: 'mysql://x',
      SECRETS_KEY: 'short',
      TARIFF_BASIS: 'free',
      CALL_RING_SECONDS: '1.5',
    };
    expect(complaints(wrong)).toEqual([
      'PORT must be from 0 to 65535.',
      'DATABASE_URL must be a URL that begins with postgres:// or postgresql://.',
      'SECRETS_KEY must be 32 random bytes in base64.',
      'CALL_RING_SECONDS must be a whole number.',
      'TARIFF_BASIS must be one of: CONVERSATION, EACH_PARTY.',
    ]);
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}));
  });

  it('refuses the real telephone network with the sandbox’s payments, SMS or mail (ROLE-4)', () => {
    const [payments, sms, mail] = [/needs PAYMENTS=bank/, /needs SMS=netease/, /needs MAIL=smtp/].map(
      (words) => expect.stringMatching(words) as string,
    );
    expect(complaints({ GATEWAY: 'netease' })).toEqual([payments, sms, mail]);
    const realSms = { SMS: 'netease', NETEASE_SMS_APP_KEY: 'key', NETEASE_SMS_APP_SECRET: 'secret' };
    expect(complaints({ GATEWAY: 'netease', ...realSms })).toEqual([payments, mail]);
    expect(complaints({ GATEWAY: 'netease', ...realSms, PAYMENTS: 'bank', BANK_PAYEE: 'a bank' })).toEqual([mail]);
    expect(complaints({ PAYMENTS: 'bank' })).toEqual([
      'PAYMENTS=bank needs BANK_PAYEE: what customers transfer money to.',
    ]);
    expect(readConfig({ PAYMENTS: 'bank', BANK_PAYEE: 'a bank' }).settings.bankPayee).toBe('a bank');
  });

  it('sends codes by the account that it is given, or shows them in the sandbox', () => {
    expect(readConfig({}).sms).toBeNull();
    expect(complaints({ SMS: 'netease', NETEASE_SMS_APP_KEY: 'key' })).toEqual([
      'SMS=netease needs NETEASE_SMS_APP_KEY and NETEASE_SMS_APP_SECRET.',
    ]);
    const account = { NETEASE_SMS_APP_KEY: 'key', NETEASE_SMS_APP_SECRET: 'secret', NETEASE_SMS_TEMPLATE_RESET: '7' };
    expect(readConfig({ SMS: 'netease', ...account }).sms).toEqual({
      url: 'https://api.netease.im',
      appKey: 'key',
      appSecret: 'secret',
      templates: { REGISTRATION: null, PASSWORD_RESET: '7' },
      ownCode: false,
      retryAfterSeconds: 60,
    });
  });

  it('sends mail through a server once it knows which, and from whom', () => {
    expect(readConfig({ SMTP_URL: 'smtp://mail.example.cn' }).smtp).toBeNull();
    const server = {
      MAIL: 'smtp',
      SMTP_URL: 'smtps://user:secret@mail.example.cn/',
      MAIL_FROM: '专线 <no-reply@example.cn>',
    };
    const smtp = { url: 'smtps://user:secret@mail.example.cn', from: '专线 <no-reply@example.cn>' };
    expect(readConfig(server).smtp).toEqual(smtp);
    expect(complaints({ ...server, SMTP_URL: '' })).toEqual([expect.stringMatching(/needs SMTP_URL/)]);
    expect(complaints({ ...server, SMTP_URL: 'mail.example.cn' })).toEqual([
      expect.stringMatching(/^SMTP_URL must be/),
    ]);
    expect(complaints({ ...server, MAIL_FROM: 'nobody' })).toEqual([expect.stringMatching(/needs MAIL_FROM/)]);
  });

  it('keeps the clock at its true pace but with the sandbox', () => {
    expect(complaints({ GATEWAY: 'netease', CLOCK_RATE: '2' })).toContain('CLOCK_RATE is for the sandbox only.');
    const elsewhere = { GATEWAY: 'netease', SANDBOX_URL: 'http://127.0.0.1:9100' };
    expect(complaints(elsewhere)).toContain('SANDBOX_URL needs GATEWAY=sandbox.');
    expect(readConfig({ CLOCK_RATE: '2' }).clockRate).toBe(2);
  });

  it('asks the provider 20 times a second, and takes another rate and groups of AppKeys', () => {
    expect(readConfig({}).settings.providerRate).toEqual({ perSecond: 20, patienceMs: 2000, groups: new Map() });
    const variables = { PROVIDER_RATE: '0.5', PROVIDER_WAIT_SECONDS: '1', PROVIDER_RATE_GROUPS: 'a: k1+k2, b:k3,' };
    expect(readConfig(variables).settings.providerRate).toEqual({
      perSecond: 0.5,
      patienceMs: 1000,
      groups: new Map([
        ['k1', 'a'],
        ['k2', 'a'],
        ['k3', 'b'],
      ]),
    });
  });

  it('has all calls of a bill checked, twice a second, and takes other figures and codes', () => {
    expect(readConfig({}).settings.billChecks).toEqual({ share: 1, perSecond: 2, days: 90 });
    expect(readConfig({}).netease.missingCodes).toEqual([404]);
    const figures = { BILL_CHECK_SHARE: '0', BILL_CHECK_RATE: '0.5', BILL_CHECK_DAYS: '30' };
    const config = readConfig({ ...figures, NETEASE_MISSING_CODES: '404, 200' });
    expect(config.settings.billChecks).toEqual({ share: 0, perSecond: 0.5, days: 30 });
    expect(config.netease.missingCodes).toEqual([404, 200]);
    expect(complaints({ BILL_CHECK_SHARE: '2', NETEASE_MISSING_CODES: '404,x' })).toEqual([
      'NETEASE_MISSING_CODES must be a list of whole numbers from 100 to 999.',
      'BILL_CHECK_SHARE must be from 0 to 1.',
    ]);
  });

  it.each(['a', 'a:', ':k', 'a:k+', 'a:k:l'])('refuses %s as groups of AppKeys', (groups) => {
    const complaint = 'PROVIDER_RATE_GROUPS must be a list of GROUP:MEMBER+MEMBER.';
    expect(complaints({ PROVIDER_RATE_GROUPS: groups })).toContain(complaint);
  });

  it('refuses an AppKey in two groups', () => {
    expect(complaints({ PROVIDER_RATE_GROUPS: 'a:k,b:k' })).toEqual([
      'PROVIDER_RATE_GROUPS must name each member once.',
    ]);
  });

  it('refuses limits that contradict one another', () => {
    expect(complaints({ CALL_DEFAULT_SECONDS: '600', CALL_CEILING_SECONDS: '60' })).toHaveLength(1);
    expect(complaints({ CALL_HORIZON_HOURS: '2' })).toEqual([
      expect.stringContaining('CALL_HORIZON_HOURS must be longer'),
    ]);
  });

  it('reads limits on calls, each of which can be turned off', () => {
    expect(readConfig({}).settings.callLimits).toEqual({
      callsAtOncePerAccount: 100,
      callsAtOncePerApp: 50,
      spendPerDay: null,
      coolDownSeconds: 0,
      ringsPerCalleePerHour: 20,
    });
    const off = {
      CALLS_AT_ONCE_PER_ACCOUNT: 'none',
      CALLS_AT_ONCE_PER_APP: 'none',
      COOL_DOWN_SECONDS: 'none',
      RINGS_PER_CALLEE_PER_HOUR: 'none',
    };
    expect(readConfig(off).settings.callLimits).toEqual(noCallLimits);
    const { spendPerDay } = readConfig({ SPEND_PER_DAY_YUAN: '250.5' }).settings.callLimits;
    expect(spendPerDay).toEqual(Money.fen(250_50));
    const wrong = { CALLS_AT_ONCE_PER_ACCOUNT: '0', RINGS_PER_CALLEE_PER_HOUR: '1001', SPEND_PER_DAY_YUAN: '0.001' };
    expect(complaints(wrong)).toHaveLength(3);
    const inYuan = 'SPEND_PER_DAY_YUAN must be yuan from 0.01 to 10000000.00, or none.';
    for (const text of ['0', '10000000.01']) expect(complaints({ SPEND_PER_DAY_YUAN: text })).toEqual([inYuan]);
  });

  it('limits tries, each of which can be left unlimited, and believes no proxy that it was not told of', () => {
    const { settings, trustedProxies } = readConfig({});
    expect(trustedProxies).toBe(0);
    expect(settings.tryLimits).toEqual({
      perName: { most: 10, seconds: 900 },
      perAddress: { most: 30, seconds: 900 },
      codesPerAddress: { most: 20, seconds: 3600 },
    });
    const off = { TRIES_PER_NAME: 'none', TRIES_PER_ADDRESS: 'none', CODES_PER_ADDRESS_PER_HOUR: 'none' };
    const none = { perName: null, perAddress: null, codesPerAddress: null };
    expect(readConfig(off).settings.tryLimits).toEqual(none);
    expect(complaints({ TRIES_PER_NAME: '0', TRUSTED_PROXIES: '-1' })).toHaveLength(2);
  });

  it('limits sockets, and takes origins as browsers write them', () => {
    expect(readConfig({})).toMatchObject({
      allowedOrigins: [],
      socketLimits: { perPerson: 5, perAddress: 100, operations: 20, handshakesPerSecond: 400 },
    });
    const off = { SOCKETS_PER_PERSON: 'none', SOCKETS_PER_ADDRESS: 'none', SOCKETS_PER_SECOND: 'none' };
    const none = { perPerson: null, perAddress: null, operations: 20, handshakesPerSecond: null };
    expect(readConfig(off).socketLimits).toEqual(none);
    const two = ['https://a.example', 'http://b.example:8080'];
    expect(readConfig({ ALLOWED_ORIGINS: two.join(', ') }).allowedOrigins).toEqual(two);
    for (const wrong of ['*', 'null', 'a.example', 'https://a.example/', 'https://A.example', 'https://a.example:443'])
      expect(complaints({ ALLOWED_ORIGINS: wrong })).toEqual([expect.stringMatching(/^ALLOWED_ORIGINS must be/)]);
  });

  it('takes the provider’s words for why a leg ended, beside those that are known', () => {
    const { hangCauses } = readConfig({ NETEASE_HANG_CAUSES: 'LINE_ENGAGED=BUSY, USER_BUSY=OTHER' }).netease;
    expect([hangCauses.get('LINE_ENGAGED'), hangCauses.get('USER_BUSY'), hangCauses.get('NO_ANSWER')]).toEqual([
      'BUSY',
      'OTHER',
      'NO_ANSWER',
    ]);
    expect(complaints({ NETEASE_HANG_CAUSES: 'LINE_ENGAGED' })).toHaveLength(1);
    expect(complaints({ NETEASE_HANG_CAUSES: 'A=SLEEPY,B=BUSY' })).toHaveLength(1);
  });

  it('knows by code and words that the account at the provider is empty, and takes others', () => {
    const known = (variables: NodeJS.ProcessEnv): unknown[] =>
      readConfig(variables).netease.outOfMinutes.map(({ code, msgPattern }) => [code, String(msgPattern)]);
    expect(known({})).toEqual([[403, '/balance not enough/i']]);
    expect(known({ NETEASE_OUT_OF_MINUTES: '414:余额不足, 403: no (minutes|money): top up' })).toEqual([
      [414, '/余额不足/i'],
      [403, '/no (minutes|money): top up/i'],
    ]);
    const complaint = 'NETEASE_OUT_OF_MINUTES must be a list of CODE:PATTERN with codes from 201 to 999.';
    for (const wrong of ['403', '403:', 'x:empty', '200:empty', '1000:empty', '403:(', '403:empty,'])
      expect(complaints({ NETEASE_OUT_OF_MINUTES: wrong })).toEqual([complaint]);
  });

  it('turns the explorer off in production', () => {
    expect(readConfig({ NODE_ENV: 'production' })).toMatchObject({ production: true, explorer: false });
  });

  it('asks for SANDBOX_PORT where there is no port after PORT', () => {
    expect(complaints({ PORT: '65535' })).toEqual([expect.stringMatching(/^SANDBOX_PORT must be set with PORT=65535/)]);
    expect(readConfig({ PORT: '65535', SANDBOX_PORT: '65534' })).toMatchObject({ port: 65_535, sandboxPort: 65_534 });
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:4000'],
    ['0.0.0.0', 'http://127.0.0.1:4000'],
    ['::', 'http://127.0.0.1:4000'],
    ['::1', 'http://[::1]:4000'],
    ['phone.example', 'http://phone.example:4000'],
  ])('reaches what listens at %s at %s', (host, url) => {
    expect(localUrl(host, 4000)).toBe(url);
    expect(URL.canParse(localUrl(host, 4000))).toBe(true);
  });
});
