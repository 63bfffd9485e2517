import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

export type NumberFault = 'MALFORMED' | 'FOREIGN' | 'NOT_SERVED';

const WRITTEN = /^\+?[\d\s().-]{3,32}$/;
const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/;

/** What is wrong with a number that is to be called, as far as can be told before the service is asked (CALL-1). */
export function faultOf(text: string): NumberFault | null {
  const digits = text
    .trim()
    .replace(/[\s().-]/g, '')
    .replace(/^00/, '+');
  const number = WRITTEN.test(text.trim()) ? parsePhoneNumberFromString(digits, 'CN') : undefined;
  if (number === undefined) return 'MALFORMED';
  if (number.countryCallingCode !== '86' || (number.country !== undefined && number.country !== 'CN')) return 'FOREIGN';
  if (!number.isValid()) return 'MALFORMED';
  return servedDigits(number.getType(), number.nationalNumber) === null ? 'NOT_SERVED' : null;
}

/** National digits, to tell whether two numbers are one. */
export function digitsOf(text: string): string {
  return text
    .replace(/[\s().-]/g, '')
    .replace(/^(\+|00)86/, '')
    .replace(/^0(?=1[3-9]\d{9}$)/, '');
}

export function isMobile(text: string): boolean {
  return MOBILE.test(digitsOf(text));
}

function servedDigits(type: string | undefined, national: string): string | null {
  if (type === 'MOBILE') return MOBILE.test(national) ? national : null;
  if (type === 'FIXED_LINE') return LANDLINE.test(`0${national}`) ? `0${national}` : null;
  return null;
}
