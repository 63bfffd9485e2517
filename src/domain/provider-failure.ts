/** Why a call was never placed, as the customer reads it (CALL-8). */
export interface CallFailure {
  readonly code: string;
  /** The provider's result code; null where it was never reached. */
  readonly providerCode: number | null;
  readonly zh: string;
  readonly en: string;
  /** Whether the same call may be asked for again unchanged, with a new idempotency key, and can succeed. */
  readonly retrySafe: boolean;
  /** Wall seconds to wait before that; null where waiting has nothing to do with it. */
  readonly retryAfterSeconds: number | null;
}

/** The facts of a refusal that are kept with the call. */
export interface Refusal {
  readonly providerCode: number | null;
  readonly retryAfterSeconds: number | null;
}

/** The manual's table (CALL-8), but for 200. */
const meanings: Readonly<Record<number, { code: string; zh: string; en: string; retrySafe?: true }>> = {
  201: { code: 'CLIENT_VERSION', zh: '客户端版本不对，需升级 sdk', en: 'the client version is not accepted' },
  302: { code: 'WRONG_PASSWORD', zh: '用户名或密码错误', en: 'user name or password is wrong' },
  403: { code: 'FORBIDDEN', zh: '非法操作或没有权限', en: 'not permitted' },
  404: { code: 'NO_SUCH_OBJECT', zh: '对象不存在', en: 'the object does not exist' },
  405: { code: 'PARAMETER_TOO_LONG', zh: '参数长度过长', en: 'a parameter is too long' },
  406: { code: 'READ_ONLY', zh: '对象只读', en: 'the object is read-only' },
  408: { code: 'CLIENT_TIMEOUT', zh: '客户端请求超时', en: 'the request timed out' },
  414: { code: 'BAD_PARAMETER', zh: '参数错误', en: 'a parameter is wrong' },
  415: { code: 'CLIENT_NETWORK', zh: '客户端网络问题', en: 'the client network has a problem' },
  416: { code: 'RATE_LIMITED', zh: '频率控制', en: 'too many requests', retrySafe: true },
  422: { code: 'ACCOUNT_DISABLED', zh: '账号被禁用', en: 'the account is disabled' },
  500: { code: 'SERVER_ERROR', zh: '服务器内部错误', en: 'internal error of the server' },
  503: { code: 'SERVER_BUSY', zh: '服务器繁忙', en: 'the server is busy' },
  509: { code: 'BAD_PROTOCOL', zh: '无效协议', en: 'the protocol is not valid' },
  998: { code: 'UNPACK_ERROR', zh: '解包错误', en: 'the request could not be unpacked' },
  999: { code: 'PACK_ERROR', zh: '打包错误', en: 'the answer could not be packed' },
};

const unreachable = {
  code: 'UNREACHABLE',
  zh: '无法连接服务商',
  en: 'the provider could not be reached',
  retrySafe: true,
};

export function failureOf(refusal: Refusal): CallFailure {
  const known = refusal.providerCode === null ? unreachable : meanings[refusal.providerCode];
  const { code, zh, en, retrySafe } = known ?? { code: 'UNKNOWN', zh: '未知错误', en: 'unknown error' };
  return { code, zh, en, retrySafe: retrySafe === true, ...refusal };
}
