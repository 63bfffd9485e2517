import { yuan } from '../parts/money.tsx';
import { beijing } from '../parts/time.tsx';
import type { RefusalSentences } from './words.ts';

export const refusalsZh: RefusalSentences = {
  AccountClosed: ({ reason }) => `账户已关闭：${reason}。如有疑问请联系客服。`,
  AccountSuspended: ({ reason }) => `账户已被暂停：${reason}。请联系客服。`,
  ServiceSuspended: ({ reason }) => `这个应用的专线电话已被暂停：${reason}。请联系客服。`,
  ServiceDisabled: () => '这个应用还没有开通专线电话，请先开通。',
  ProviderAccountDisabled: ({ adviceZh }) => `线路方停用了这个应用的 AppKey。${adviceZh}`,
  ProviderUnavailable: () => '线路方暂时不接受新的通话，本次没有拨出，请稍后再试。',
  RateLimited: () => '发起过于频繁，线路方来不及处理；本次没有拨出，请稍后再试。',
  RequestInProgress: () => '同一个请求正在处理，请稍后查看结果。',
  IdempotencyMismatch: () => '请求的内容已经改变，请刷新页面后重试。',
  InsufficientBalance: ({ available, required }) =>
    `余额不足：可用 ${yuan(available)}，至少需要 ${yuan(required)}。请先充值或缩短通话时间。`,
  NoMinutesLeft: ({ available }) => `可用余额 ${yuan(available)} 不足一分钟，请先充值再开通。`,
  TopUpOutOfRange: ({ minimum, maximum }) => `每次充值 ${yuan(minimum)} 到 ${yuan(maximum)}，请修改金额。`,
  LimitReached: ({ limit, value, amount }) =>
    ({
      CALLS_AT_ONCE_ACCOUNT: `全账户同时最多 ${value ?? ''} 个通话，请等其中一个结束。`,
      CALLS_AT_ONCE_APP: `这个应用同时最多 ${value ?? ''} 个通话，请等其中一个结束。`,
      COOL_DOWN: `同一号码两次通话要间隔 ${value ?? ''} 秒，请稍后再拨。`,
      RINGS_PER_CALLEE: `同一号码每小时最多振铃 ${value ?? ''} 次，请稍后再拨。`,
      SPEND_PER_DAY: `今天的消费上限是 ${yuan(amount ?? '0.00')}，请明天再拨或联系客服调整。`,
    })[limit],
  AlreadyInProgress: () => '这两个号码之间已有一个通话在进行，不能重复拨打。',
  SameNumber: () => '主叫和被叫不能是同一个号码。',
  DuplicateNumber: () => '同一个号码出现了两次，请去掉一个。',
  ForeignNumber: () => '只支持中国大陆号码，请更换号码。',
  InvalidNumber: ({ numberProblem }) =>
    ({
      MALFORMED: '号码不正确，请检查位数；座机要带区号。',
      NOT_MOBILE: '这里需要手机号码。',
      NOT_SERVED: '不能呼叫短号、紧急号码、400/800 和声讯号码。',
      NOT_SHOWN: '这个号码不能作为显示号码，请填写固定电话或 400 号码。',
    })[numberProblem],
  InvalidDuration: ({ minimumSeconds, maximumSeconds }) =>
    `通话时长要在 ${minimumSeconds} 到 ${maximumSeconds} 秒之间。`,
  WrongPartyCount: ({ minimumParties, maximumParties }) =>
    `会议要有 ${minimumParties} 到 ${maximumParties} 方（含主叫）。`,
  InvalidText: ({ textProblem, maxLength }) =>
    ({
      EMPTY: '有必填的内容没有填写。',
      MALFORMED: '填写的内容格式不对。',
      NOT_AN_EMAIL: '邮箱地址不正确。',
      TOO_LONG: `内容太长，最多 ${maxLength} 个字符。`,
      UNPRINTABLE: '内容含有不能使用的字符。',
    })[textProblem],
  WeakPassword: ({ minLength, maxLength }) => `密码要有 ${minLength} 到 ${maxLength} 个字符。`,
  EmailTaken: () => '这个邮箱已经注册过了。验证码已使用，换邮箱请重新获取。',
  TermsNotAccepted: () => '需要同意服务条款才能注册。',
  CodeTooSoon: () => '验证码刚刚发送过，每分钟只能发送一次。',
  SmsNotSent: () => '验证码没有发出，请检查号码后再试。',
  WrongCode: () => '验证码不正确、已过期或试错太多次，请重新获取。',
  WrongCredentials: () => '邮箱或密码不正确。',
  TooManyTries: () => '试错次数太多，请稍后再试。',
  AppKeyTaken: () => '这个 AppKey 已经被使用，请填写另一个应用的凭据。',
  AppLimitReached: ({ maximumApps }) => `一个账户最多 ${maximumApps} 个应用。`,
  ProviderCredentialsRequired: () => '接入真实线路时要填写云信颁发的 AppKey、AppSecret 和 accid。',
  SecretRotationUnderWay: ({ endsAt }) => `上一次更换要到北京时间 ${beijing(endsAt)} 才结束，请先停用旧密钥。`,
  NotAllowed: () => '您的角色没有这项权限，请联系账户的所有者。',
  NotFound: () => '没有找到，它可能已被移除；请刷新页面。',
  AlreadyMember: () => '这个邮箱已经是本账户的成员。',
  MemberLimitReached: ({ maximumMembers }) => `成员和邀请最多 ${maximumMembers} 个。`,
  InvitedTooSoon: () => '邀请刚刚发送过，每分钟只能发送一次。',
  InvitationOver: () => '邀请码无效、已使用或已过期，请让对方重新邀请。',
  LastOwner: () => '账户至少要有一位所有者，请先指定另一位。',
  ScopeNotGrantable: () => '您的角色不能授予密钥这项权限。',
  ExpiryPassed: () => '失效日期已经过去，请选择以后的日期。',
  ApiKeyLimitReached: ({ maximumApiKeys }) => `有效的密钥最多 ${maximumApiKeys} 个，请先撤销一个。`,
  ThresholdOutOfRange: ({ minimumMinutes, maximumMinutes }) =>
    `提醒值要在 ${minimumMinutes} 到 ${maximumMinutes} 分钟之间，请修改。`,
  DisplayNumberPending: () => '已有一个申请在等客服处理，请先撤回它或等待。',
  DisplayNumberNotRequested: () => '这个申请已经处理过了，请刷新页面。',
};
