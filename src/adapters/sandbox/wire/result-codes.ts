/** The provider's manual, code by code. */
const messages: Readonly<Record<number, string>> = {
  201: '客户端版本不对，需升级 sdk',
  302: '用户名或密码错误',
  403: '非法操作或没有权限',
  404: '对象不存在',
  405: '参数长度过长',
  406: '对象只读',
  408: '客户端请求超时',
  414: '参数错误',
  415: '客户端网络问题',
  416: '频率控制',
  422: '账号被禁用',
  500: '服务器内部错误',
  503: '服务器繁忙',
  509: '无效协议',
  998: '解包错误',
  999: '打包错误',
};

/** The manual's words for a result code; codes that it does not list are told as such. */
export function messageOfCode(code: number): string {
  return messages[code] ?? 'unknown code';
}
