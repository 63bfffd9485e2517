import { describe, expect, test } from 'vitest';
import type { StartClass } from '../../src/domain/provider-errors.ts';
import { disabledAppKey, providerError, providerErrors, startClassOf } from '../../src/domain/provider-errors.ts';
import { beyondTheManual } from '../../src/domain/provider-failure.ts';

/** Written out again on purpose: whoever changes what a code means changes it in two places. */
const manual: Readonly<Record<number, readonly [zh: string, means: StartClass]>> = {
  200: ['操作成功', 'STARTED'],
  201: ['客户端版本不对，需升级 sdk', 'REJECTED'],
  302: ['用户名或密码错误', 'REJECTED'],
  403: ['非法操作或没有权限', 'REJECTED'],
  404: ['对象不存在', 'REJECTED'],
  405: ['参数长度过长', 'REJECTED'],
  406: ['对象只读', 'REJECTED'],
  408: ['客户端请求超时', 'AMBIGUOUS'],
  414: ['参数错误', 'REJECTED'],
  415: ['客户端网络问题', 'AMBIGUOUS'],
  416: ['频率控制', 'REJECTED'],
  422: ['账号被禁用', 'REJECTED'],
  500: ['服务器内部错误', 'AMBIGUOUS'],
  503: ['服务器繁忙', 'AMBIGUOUS'],
  509: ['无效协议', 'REJECTED'],
  998: ['解包错误', 'REJECTED'],
  999: ['打包错误', 'REJECTED'],
};

describe("CALL-8: the manual's table", () => {
  test('has its 17 codes, in its words, and says what each means for a start', () => {
    const told = providerErrors.map(({ providerCode, zh, startClass }) => [providerCode, [zh, startClass]] as const);
    expect(told).toEqual(Object.entries(manual).map(([code, row]) => [Number(code), row]));
    expect(told).toHaveLength(17);
  });

  test.each([...providerErrors, ...beyondTheManual])(
    '$code has a word of its own and advice, in two languages',
    (error) => {
      expect(error.code).toMatch(/^[A-Z_]+$/);
      expect(error.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(error.en).toMatch(/^[a-z]/);
      expect(error.adviceZh).toMatch(/^[^A-Za-z].*[\u4e00-\u9fff].*。$/);
      expect(error.adviceEn).toMatch(/^[A-Z][^\u4e00-\u9fff]*\.$/);
      const all = [...providerErrors, ...beyondTheManual];
      expect(all.filter(({ code, zh, en }) => code === error.code || zh === error.zh || en === error.en)).toEqual([
        error,
      ]);
    },
  );

  test('lets a start be tried again only where it waited for its turn, and never where something may ring', () => {
    expect(providerErrors.filter(({ retrySafe }) => retrySafe).map(({ providerCode }) => providerCode)).toEqual([416]);
  });

  test('says nothing for certain about a code that it does not have', () => {
    for (let code = -1; code <= 1100; code += 1) {
      expect([code, startClassOf(code)]).toEqual([code, manual[code]?.[1] ?? 'AMBIGUOUS']);
      expect(providerError(code)?.providerCode).toBe(code in manual ? code : undefined);
    }
  });

  test('START-6: says once what to do about a disabled AppKey', () => {
    expect(providerError(disabledAppKey.providerCode)).toMatchObject({ code: 'ACCOUNT_DISABLED', ...disabledAppKey });
  });
});
