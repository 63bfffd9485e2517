/**
 * A number as calls carry it: +86 571 8677-8825 → 057186778825. What is no mainland number finds nothing, and that is
 * no error in a search.
 */
export function nationalDigits(written: string): string {
  const digits = written.replace(/[\s().-]/g, '');
  const national = digits.replace(/^(\+|00)86/, '');
  const isLandline = national !== digits && !/^(0|1[3-9]\d{9}$)/.test(national);
  return isLandline ? `0${national}` : national;
}
