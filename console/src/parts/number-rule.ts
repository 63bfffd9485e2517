import type { FormRule } from 'antd';
import type { Words } from '../i18n/words.ts';
import { faultOf, isMobile } from './phone-number.ts';

/** Checks a telephone number while it is typed. */
export function callable(words: Words): FormRule {
  return {
    validator: (_rule, value: unknown) => {
      const fault = typeof value === 'string' && value !== '' ? faultOf(value) : null;
      return fault === null ? Promise.resolve() : Promise.reject(new Error(words.numberFaults[fault]));
    },
  };
}

export function mobile(words: Words): FormRule {
  return {
    validator: (_rule, value: unknown) =>
      typeof value !== 'string' || value === '' || isMobile(value)
        ? Promise.resolve()
        : Promise.reject(new Error(words.notMobile)),
  };
}
