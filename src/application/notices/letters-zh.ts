import { shanghaiTime } from '../../domain/day.ts';
import { Money } from '../../domain/money.ts';
import type { LimitHit, NoticeFacts, ToldLimit } from '../../domain/notice.ts';
import type { Letter } from './letter.ts';

const limits: Readonly<Record<ToldLimit, string>> = {
  SPEND_PER_DAY: '账户每日消费上限',
  CALLS_AT_ONCE_ACCOUNT: '账户同时通话数上限',
  CALLS_AT_ONCE_APP: '应用同时通话数上限',
};

/** What an account's people read, in Chinese. */
export function letterZh(company: string, facts: NoticeFacts): Letter {
  const frame = { greeting: '您好：', closing: '本邮件由专线电话服务自动发出，请勿直接回复。' };
  return { ...frame, ...contentOf(company, facts) };
}

function contentOf(company: string, facts: NoticeFacts): Omit<Letter, 'greeting' | 'closing'> {
  switch (facts.kind) {
    case 'BILL_ISSUED': {
      const [year, month] = facts.month.split('-');
      return {
        subject: `${facts.month} 专线电话账单`,
        paragraphs: [`“${company}”${year} 年 ${Number(month)} 月的专线电话账单已出具，可随时按月查询。`],
        facts: [
          ['本月扣费', yuan(facts.charged)],
          ['月末余额', yuan(facts.closing)],
        ],
      };
    }
    case 'LOW_BALANCE':
      return {
        subject: `余额提醒：剩余 ${facts.minutes} 分钟`,
        paragraphs: [`“${company}”的可用余额不足 ${facts.threshold} 分钟。余额用尽后将无法发起新的通话，请及时充值。`],
        facts: [
          ['可用余额', yuan(facts.available)],
          ['剩余分钟', `${facts.minutes} 分钟`],
        ],
      };
    case 'SERVICE_SUSPENDED':
      return {
        subject: facts.appName === null ? '账户已被暂停' : '应用的专线电话功能已被暂停',
        paragraphs: [
          `${facts.appName === null ? `“${company}”的账户` : `“${company}”的应用“${facts.appName}”`}已被暂停，不能发起新的通话；正在进行的通话照常结束和结算。`,
        ],
        facts: [
          ['原因', facts.reason],
          ['时间', `${shanghaiTime(facts.since)}（北京时间）`],
        ],
      };
    case 'WEBHOOK_DISABLED':
      return {
        subject: '通话结束通知已停止发送',
        paragraphs: [
          `“${company}”的应用“${facts.appName}”的接收地址连续 72 小时未接收任何通知，已停止发送。恢复后请联系客服重新启用。`,
        ],
        facts: [
          ['接收地址', facts.url],
          ['停止时间', `${shanghaiTime(facts.since)}（北京时间）`],
        ],
      };
    case 'LIMIT_HIT':
      return {
        subject: `已达到${limits[facts.limit]}`,
        paragraphs: [
          `“${company}”的应用“${facts.appName}”的一次通话因达到${limits[facts.limit]}而未能发起。同一上限每天最多提醒一次。`,
        ],
        facts: [
          ['上限', valueOf(facts)],
          ['时间', `${shanghaiTime(facts.at)}（北京时间）`],
        ],
      };
  }
}

function valueOf({ value }: LimitHit): string {
  return value instanceof Money ? yuan(value) : `${value} 个通话`;
}

function yuan(amount: Money): string {
  return `${amount.toYuan()} 元`;
}
