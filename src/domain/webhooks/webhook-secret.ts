/**
 * HOOK-2: a secret as Standard Webhooks writes it: `whsec_` and the key in base64.
 *
 * @param token 256 bits in base64url.
 */
export function webhookSecret(token: string): string {
  const base64 = token.replaceAll('-', '+').replaceAll('_', '/');
  return `whsec_${base64.padEnd(Math.ceil(base64.length / 4) * 4, '=')}`;
}
