import type { ProviderError, StartClass } from '../../src/domain/provider-errors.ts';
import { providerErrors } from '../../src/domain/provider-errors.ts';
import { beyondTheManual } from '../../src/domain/provider-failure.ts';

const consequences: Readonly<Record<StartClass, string>> = {
  STARTED: 'DIALING, money reserved',
  REJECTED: 'REFUSED, money given back',
  AMBIGUOUS: 'UNCONFIRMED, money reserved',
};

/** `docs/provider-errors.md`: the manual's result codes and what they mean here, as the domain's table has them. */
export function providerErrorsPage(): string {
  const beyond = beyondTheManual.map((row) => {
    return `| \`${row.code}\` | ${row.zh}<br>${row.en} | ${yes(row.retrySafe)} | ${advice(row)} |`;
  });
  return `# The provider's errors

The 17 result codes of the provider's manual (CALL-8), from the one table in \`src/domain/provider-errors.ts\`, which also
decides what a start's answer means. \`npm run schema\` writes this page. The query \`providerErrors\` tells the same to
whoever is signed in, and a call's \`failure\` tells what there is to know of its own refusal.

A start is STARTED only with a session that is new; a 200 without one is AMBIGUOUS. So are lost, cut and malformed answers,
HTTP statuses other than 200, and codes that are not in the table. What is AMBIGUOUS is never dialled again. "Again" says
whether the same call may be asked for once more, with a new idempotency key, and can succeed.

| code | ours | 含义 / meaning | class | the call | again | 处理 / what to do |
| ---: | --- | --- | --- | --- | :-: | --- |
${providerErrors.map(row).join('\n')}

## Beyond the table

A call's \`failure\` can have these codes too.

| ours | 含义 / meaning | again | 处理 / what to do |
| --- | --- | :-: | --- |
${beyond.join('\n')}

BAD_HEADER is the provider's 414 in a shape of its own, \`{"desc":"bad http header","code":414}\`, which it answers to starts
and queries alike when a request was signed more than five minutes from its time, or with another secret. The alarm
CLOCK_SKEW is open for the AppKey from the first one on until a request of it is accepted, and its \`detail\` tells by how
many seconds the provider's clock differs, where it tells its time: only that distinguishes the two causes (KEY-1).

OUT_OF_MINUTES is an answer that is known by its code and its words together (\`NETEASE_OUT_OF_MINUTES\`): the account at the
provider that the AppKey belongs to is empty. Starts of the AppKey, or of its group, are PROVIDER_UNAVAILABLE from then on, but
for a probe every ten seconds, and the alarm PROVIDER_EMPTY is open (PACE-1).

After a 422 the app takes no new starts: they are rejected with PROVIDER_ACCOUNT_DISABLED, the alarm APP_KEY_DISABLED is
open, and \`App.stoppedByProvider\` says since when. Calls under way settle normally. Once the provider's support has enabled
the AppKey again, \`enableService\` by an owner or developer, or \`liftProviderStop\` by an operator, lets it place calls; where
it has not, the next start stops the app anew (KEY-2).
`;
}

function row({ providerCode, code, zh, en, startClass, retrySafe, ...told }: ProviderError): string {
  const [means, does] = [`${zh}<br>${en}`, consequences[startClass]];
  return `| ${providerCode} | \`${code}\` | ${means} | ${startClass} | ${does} | ${yes(retrySafe)} | ${advice(told)} |`;
}

function advice({ adviceZh, adviceEn }: Pick<ProviderError, 'adviceZh' | 'adviceEn'>): string {
  return `${adviceZh}<br>${adviceEn}`;
}

function yes(isSo: boolean): string {
  return isSo ? 'yes' : 'no';
}
