/** UUIDs and digests, whose digits mean nothing. */
const identifier = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}/gi;

/** What no log line may hold, whatever a test did (ABUSE-5, ABUSE-6). */
const forbidden: Readonly<Record<string, RegExp>> = {
  'a full mobile number': /(?<!\d)1[3-9]\d{9}(?!\d)/,
  // 256 bits in URL-safe base64, which no digest or id of ours looks like.
  'a token': /(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{43}(?![\w-])/,
  'an AppSecret of the tests': /app-secret|my-secret|a-new-secret/,
  'a password of the tests': /correct horse|ten or more characters|another long one|a password of some length|canary/,
};

/** The line without the secret, and what was in it; null for a line that may be kept. */
export function leakIn(line: string): string | null {
  const words = line.replaceAll(identifier, 'id');
  const found = Object.entries(forbidden).find(([, shape]) => shape.test(words));
  if (found === undefined) return null;
  const [what, shape] = found;
  return `${what}: ${words.replaceAll(new RegExp(shape, 'g'), '***').slice(0, 300)}`;
}
