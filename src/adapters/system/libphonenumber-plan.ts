import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { NumberPlan } from '../../application/ports/number-plan.ts';
import type { NumberFacts } from '../../domain/phone-number.ts';

const nothing: NumberFacts = { country: null, nationalDigits: '', kind: 'INVALID' };

/** What people write in a number: ASCII digits, a leading plus, spaces, dashes, dots and brackets. */
const WRITTEN = /^\+?[\d\s().-]{3,32}$/;

/** The numbering plans of Google's libphonenumber. Numbers without a country code are read as Chinese. */
export class LibphonenumberPlan implements NumberPlan {
  describe(text: string): NumberFacts {
    const trimmed = text.trim();
    if (!WRITTEN.test(trimmed)) return nothing;
    const digits = trimmed.replace(/[\s().-]/g, '').replace(/^00/, '+');
    const number = parsePhoneNumberFromString(digits, 'CN');
    if (number === undefined) return nothing;
    const country = number.country ?? (number.countryCallingCode === '86' ? 'CN' : number.countryCallingCode);
    if (country !== 'CN') return { country, nationalDigits: number.nationalNumber, kind: 'OTHER' };
    if (!number.isValid() || !isPlain(digits, number.nationalNumber)) return { ...nothing, country };
    if (number.getType() === 'MOBILE') return { country, nationalDigits: number.nationalNumber, kind: 'MOBILE' };
    if (number.getType() === 'FIXED_LINE')
      return { country, nationalDigits: `0${number.nationalNumber}`, kind: 'LANDLINE' };
    return { country, nationalDigits: number.nationalNumber, kind: 'OTHER' };
  }
}

/** Whether nothing but country code and trunk prefix stands before the number: the library also skips carrier codes. */
function isPlain(digits: string, nationalNumber: string): boolean {
  return digits.replace(/^\+86/, '').replace(/^0/, '') === nationalNumber;
}
