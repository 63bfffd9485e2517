import { describe, expect, it } from 'vitest';
import { localUrl, readConfig } from '../src/config.ts';
import { ConfigError } from '../src/environment.ts';

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
    expect(config.databaseUrl).toBeNull();
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

  it('refuses the real telephone network with the sandbox’s payments and SMS (ROLE-4)', () => {
    expect(complaints({ GATEWAY: 'netease' })).toEqual([expect.stringMatching(/PAYMENTS=sandbox and SMS=sandbox/)]);
    expect(complaints({ GATEWAY: 'netease', PAYMENTS: 'bank' })).toHaveLength(2);
  });

  it('keeps the clock at its true pace but with the sandbox', () => {
    expect(complaints({ GATEWAY: 'netease', CLOCK_RATE: '2' })).toContain('CLOCK_RATE is for the sandbox only.');
    expect(readConfig({ CLOCK_RATE: '2' }).clockRate).toBe(2);
  });

  it('refuses limits that contradict one another', () => {
    expect(complaints({ CALL_DEFAULT_SECONDS: '600', CALL_CEILING_SECONDS: '60' })).toHaveLength(1);
    expect(complaints({ CALL_HORIZON_HOURS: '2' })).toEqual([
      expect.stringContaining('CALL_HORIZON_HOURS must be longer'),
    ]);
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
