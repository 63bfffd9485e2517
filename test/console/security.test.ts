import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../../src/config.ts';
import { secretsKey } from '../support/database.ts';
import { whyNot } from './browser.ts';
import { Stage, WHOLE_MS } from './stage.ts';
import type { Visitor } from './visitor.ts';

const BUILT = 'console/dist';
const MOST_SCRIPT_BYTES = 400 * 1024;
const html = { accept: 'text/html' };

describe.skipIf(whyNot !== null)('The console', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(20);
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  it('has no token where a script could read it', { timeout: WHOLE_MS }, async () => {
    const { customer } = await stage.customer('en');
    const visitor = await stage.visitor('en');
    await visitor.open('/sign-in');
    await visitor.fill('E-mail', customer.email);
    await visitor.fill('Password', customer.password);
    await visitor.click('Sign in');
    await visitor.sees('8,333 minutes left');
    const cookies = await visitor.page.context().cookies();
    expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
      ['zhuanxian_access', true, 'Strict'],
      ['zhuanxian_refresh', true, 'Strict'],
    ]);
    expect(await visitor.page.evaluate('document.cookie')).toBe('');
    expect(await visitor.page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).toBe('[{},{}]');
    expect(await visitor.page.evaluate('indexedDB.databases()')).toEqual([]);
    expect(await visitor.toldOf(cookies.map(({ value }) => value))).toEqual([]);
  });

  it('runs no script that stands in the page', { timeout: WHOLE_MS }, async () => {
    const response = await fetch(stage.service.url, { headers: html });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy.split(';').filter((part) => /default-src|script-src|connect-src/.test(part))).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
    ]);
    expect(await response.text()).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=/);
    const visitor = await stage.visitor('en');
    await visitor.open('/sign-in');
    const insert = `const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      window.ran === true`;
    expect(await visitor.page.evaluate(insert)).toBe(false);
    expect(visitor.complaints.join()).toContain('Content Security Policy');
  });

  it('holds no secret, and nothing of the machine that built it', async () => {
    const names = await readdir(BUILT, { recursive: true });
    expect(names.filter((name) => name.endsWith('.map'))).toEqual([]);
    const texts = await Promise.all(
      names.filter((name) => /\.(js|css|html|svg)$/.test(name)).map((name) => readFile(join(BUILT, name), 'latin1')),
    );
    expect(texts.length).toBeGreaterThan(10);
    const whole = texts.join('\n');
    expect(whole).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY|\beyJ[\w-]{20,}\.|\bzx_[\w-]{16,}|postgres(ql)?:\/\//);
    for (const secret of [secretsKey.toString('base64'), projectFolder]) expect(whole.includes(secret)).toBe(false);
  });

  it('stands in the place of no answer of the service', async () => {
    for (const path of ['/graphql', '/health', '/ready', '/downloads/unknown']) {
      const response = await fetch(`${stage.service.url}${path}`, { headers: html });
      expect([path, await response.text()]).not.toEqual([path, expect.stringContaining('<div id="root">')]);
    }
    expect(await (await fetch(stage.service.url, { headers: html })).text()).toContain('<div id="root">');
  });

  it('begins with little script, before the sign-in and after it', { timeout: WHOLE_MS }, async () => {
    const { visitor } = await stage.customer('zh');
    expect(await scriptBytes(visitor, '/')).toBeLessThan(MOST_SCRIPT_BYTES);
    expect(await scriptBytes(await stage.visitor('zh'), '/sign-in')).toBeLessThan(MOST_SCRIPT_BYTES);
  });

  /** All scripts that the page has loaded when it shows what it asked for, each as `gzip` has it. */
  async function scriptBytes(visitor: Visitor, path: string): Promise<number> {
    const loaded: string[] = [];
    visitor.page.on('request', (request) => {
      if (request.resourceType() === 'script') loaded.push(new URL(request.url()).pathname);
    });
    await visitor.open(path);
    expect(loaded.length).toBeGreaterThan(0);
    const sizes = loaded.map(async (script) => gzipSync(await readFile(join(BUILT, script))).length);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  }
});
