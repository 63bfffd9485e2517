/**
 * What the answer to a start means (CALL-5). STARTED: accepted, it is dialling. REJECTED: certain that nothing rings.
 * AMBIGUOUS: a telephone may be ringing, so nothing is released and nothing is dialled again.
 */
export type StartClass = 'STARTED' | 'REJECTED' | 'AMBIGUOUS';

/** What to do, in a sentence of both languages. */
export interface Advice {
  readonly adviceZh: string;
  readonly adviceEn: string;
}

/** What went wrong: our own word for programs, and for people in both languages. */
export interface Explanation extends Advice {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** A row of the provider's table of result codes. */
export interface ProviderError extends Explanation {
  readonly providerCode: number;
  readonly startClass: StartClass;
  /** Whether the same start may be asked for again unchanged, with a new idempotency key, and can succeed. */
  readonly retrySafe: boolean;
}

const watchCall: Advice = {
  adviceZh: '请关注通话状态：接受不等于接通。',
  adviceEn: 'Watch the call: accepted does not mean answered.',
};
const waitForNews: Advice = {
  adviceZh: '请勿重拨：电话可能正在振铃。请等待服务查明结果，其间款项保持预留。',
  adviceEn: 'Do not call again: a telephone may be ringing. The money stays reserved until the service has found out.',
};
const waitForTurn: Advice = {
  adviceZh: '请按提示的秒数等待，再用新的幂等键重试。',
  adviceEn: 'Wait for as many seconds as it says, then call again with a new idempotency key.',
};
const checkCredentials: Advice = {
  adviceZh: '请核对应用的 AppKey、AppSecret 和 accid。',
  adviceEn: "Check the app's AppKey, AppSecret and accid.",
};
const checkAccid: Advice = {
  adviceZh: '请确认应用的 accid 在服务商处存在。',
  adviceEn: "Check that the app's accid exists at the provider.",
};
const checkParameters: Advice = {
  adviceZh: '请核对主叫、被叫号码以及应用的 accid。',
  adviceEn: "Check caller, callee and the app's accid.",
};
const openService: Advice = {
  adviceZh: '请向服务商客服确认该 AppKey 已开通专线电话。',
  adviceEn: "Ask the provider's support whether dedicated-line calls are open for the AppKey.",
};
const reviveAppKey: Advice = {
  adviceZh: '请通过服务商客服恢复该 AppKey，然后重新启用应用的专线电话功能。',
  adviceEn: "Have the provider's support enable the AppKey again, then enable the app's service anew.",
};
const askOperator: Advice = {
  adviceZh: '请将此错误码告知本服务的运营方。',
  adviceEn: 'Tell the operator of this service the code.',
};

/** KEY-2: how the provider says that it has disabled an AppKey, and what to do then. */
export const disabledAppKey = { providerCode: 422, ...reviveAppKey } as const;

type Row = readonly [
  providerCode: number,
  startClass: StartClass,
  code: string,
  zh: string,
  en: string,
  advice: Advice,
  retry?: 'RETRY_SAFE',
];

const rows: readonly Row[] = [
  [200, 'STARTED', 'ACCEPTED', '操作成功', 'the request was accepted', watchCall],
  [201, 'REJECTED', 'CLIENT_VERSION', '客户端版本不对，需升级 sdk', 'the client version is not accepted', askOperator],
  [302, 'REJECTED', 'WRONG_PASSWORD', '用户名或密码错误', 'user name or password is wrong', checkCredentials],
  [403, 'REJECTED', 'FORBIDDEN', '非法操作或没有权限', 'not permitted', openService],
  [404, 'REJECTED', 'NO_SUCH_OBJECT', '对象不存在', 'the object does not exist', checkAccid],
  [405, 'REJECTED', 'PARAMETER_TOO_LONG', '参数长度过长', 'a parameter is too long', checkParameters],
  [406, 'REJECTED', 'READ_ONLY', '对象只读', 'the object is read-only', askOperator],
  [408, 'AMBIGUOUS', 'CLIENT_TIMEOUT', '客户端请求超时', 'the request timed out', waitForNews],
  [414, 'REJECTED', 'BAD_PARAMETER', '参数错误', 'a parameter is wrong', checkParameters],
  [415, 'AMBIGUOUS', 'CLIENT_NETWORK', '客户端网络问题', 'the client network has a problem', waitForNews],
  [416, 'REJECTED', 'RATE_LIMITED', '频率控制', 'too many requests', waitForTurn, 'RETRY_SAFE'],
  [422, 'REJECTED', 'ACCOUNT_DISABLED', '账号被禁用', 'the account is disabled', reviveAppKey],
  [500, 'AMBIGUOUS', 'SERVER_ERROR', '服务器内部错误', 'internal error of the server', waitForNews],
  [503, 'AMBIGUOUS', 'SERVER_BUSY', '服务器繁忙', 'the server is busy', waitForNews],
  [509, 'REJECTED', 'BAD_PROTOCOL', '无效协议', 'the protocol is not valid', askOperator],
  [998, 'REJECTED', 'UNPACK_ERROR', '解包错误', 'the request could not be unpacked', askOperator],
  [999, 'REJECTED', 'PACK_ERROR', '打包错误', 'the answer could not be packed', askOperator],
];

/** CALL-8: the manual's 17 result codes. Nowhere else is it said what one of them means. */
export const providerErrors: readonly ProviderError[] = rows.map(
  ([providerCode, startClass, code, zh, en, advice, retry]) => {
    return { providerCode, startClass, code, zh, en, ...advice, retrySafe: retry === 'RETRY_SAFE' };
  },
);

const byProviderCode = new Map(providerErrors.map((error) => [error.providerCode, error]));

/** Null for a code that the manual does not have. */
export function providerError(providerCode: number): ProviderError | null {
  return byProviderCode.get(providerCode) ?? null;
}

/** CALL-5: what the answer to a start with this result code means. What nobody knows says nothing for certain. */
export function startClassOf(providerCode: number): StartClass {
  return providerError(providerCode)?.startClass ?? 'AMBIGUOUS';
}
