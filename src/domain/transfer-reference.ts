import type { TopUpId } from './ids.ts';

/** No two of these look alike on paper. Their number is a prime, which lets one more character catch what people mistype. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXY';
const LENGTH = 10;
const FORM = new RegExp(`^ZX([${ALPHABET}]{${LENGTH}})([${ALPHABET}])$`);

/** BANK-1: what a customer writes on its bank transfer, so that the money finds its top-up: `ZX7K2…`. */
export function transferReference(id: TopUpId): string {
  let rest = BigInt(`0x${id.replaceAll('-', '')}`);
  let body = '';
  for (let count = 0; count < LENGTH; count++) {
    body += ALPHABET.charAt(Number(rest % BigInt(ALPHABET.length)));
    rest /= BigInt(ALPHABET.length);
  }
  return `ZX${body}${checkOf(body)}`;
}

/** A reference as people copy it, with spaces, dashes and small letters; null where it is none, or was mistyped. */
export function parseTransferReference(text: string): string | null {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, '');
  const [, body, check] = FORM.exec(plain) ?? [];
  return body !== undefined && check === checkOf(body) ? plain : null;
}

/** Each place has a weight of its own, so that one wrong character, or two that changed places, gives another sum. */
function checkOf(body: string): string {
  const sum = [...body].reduce((total, character, place) => total + ALPHABET.indexOf(character) * (place + 1), 0);
  return ALPHABET.charAt(sum % ALPHABET.length);
}
