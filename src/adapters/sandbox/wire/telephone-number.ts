/** National digits: a mobile number, or an area code with its number. */
const telephoneNumber = /^(1[3-9]\d{9}|0\d{9,11})$/;

export function isTelephoneNumber(text: string): boolean {
  return telephoneNumber.test(text);
}
