import type { CheckPlan, Finding, Told, TurnEnd } from '../../domain/bill-check.ts';
import { differs, findingOf, isAskedAbout, nextTurn } from '../../domain/bill-check.ts';
import type { AccountId, AppId } from '../../domain/ids.ts';
import { monthName } from '../../domain/month.ts';
import { credentialsOf } from '../credentials-of.ts';
import type { Provider } from '../pace/provider.ts';
import type { AppCredentials } from '../ports/app-credentials.ts';
import type { ClaimedCheck, LineToCheck } from '../ports/bill-checks.ts';
import type { Ports } from '../ports/ports.ts';
import type { Place } from '../ports/reads.ts';
import type { CallNews } from '../ports/telephony-gateway.ts';
import type { Settings } from '../settings.ts';

const ASKED_PER_TURN = 16;
const LINES_AT_A_TIME = 1000;
/** Wall time after which a turn begins no other question: an orderly stop waits for its end. */
const LONGEST_TURN_MS = 5000;
/** Wall time that a question waits for its turn at the provider. */
const PATIENCE_MS = 3000;
/** Longer than a turn, whatever the provider does with its last question. */
const LEASE_SECONDS = 300;

/**
 * BILL-5: takes a turn at the bill that has waited longest for one: asks the provider about its next calls, one after
 * another, and keeps what it tells beside the bill. A run that dies in the middle loses its answers, which are asked for
 * again. Answers how many bills had a turn.
 */
export function checkBills(ports: Ports, settings: Settings, provider: Provider) {
  const { billChecks } = ports;
  const takeTurn = turnOf(ports, settings, provider);
  return async (): Promise<number> => {
    if (settings.billChecks.share === 0) return 0;
    const claimed = await billChecks.claim(settings.billChecks.share, LEASE_SECONDS);
    if (claimed === null) return 0;
    await takeTurn(claimed);
    return 1;
  };
}

function turnOf(ports: Ports, settings: Settings, provider: Provider) {
  const { billChecks, clock, log } = ports;
  const askAbout = asker(ports, provider);
  return async (claimed: ClaimedCheck): Promise<void> => {
    const plan = { share: claimed.share, days: settings.billChecks.days };
    const { found, unanswered, after, end } = await goThrough(claimed, plan, ports, askAbout(claimed.account));
    if (found.some(differs)) await callSomebody(ports, claimed);
    const pass = { ...claimed.pass, unanswered: claimed.pass.unanswered + unanswered };
    const next = nextTurn(pass, end);
    const isNewPass = next.pass.before > pass.before;
    const turn = { findings: found, at: clock.service(), ...next, after: isNewPass ? null : after };
    await billChecks.record(claimed, turn);
    if (next.inSeconds !== null) return;
    const { account, month } = claimed;
    log('info', 'A bill was checked.', { account, month: monthName(month), unanswered: pass.unanswered });
  };
}

/** What the provider tells of a call; null where the question had no turn. */
type AskAbout = (line: LineToCheck) => Promise<Told | null>;

interface Gone {
  readonly found: readonly (Finding & { readonly line: string })[];
  readonly unanswered: number;
  /** The last line that is done with. */
  readonly after: Place | null;
  readonly end: TurnEnd;
}

async function goThrough(
  claimed: ClaimedCheck,
  plan: CheckPlan,
  { billChecks, clock }: Pick<Ports, 'billChecks' | 'clock'>,
  askAbout: AskAbout,
): Promise<Gone> {
  const first = Math.min(LINES_AT_A_TIME, Math.ceil(ASKED_PER_TURN / plan.share));
  const lines = await billChecks.lines(claimed, first);
  const found: (Finding & { line: string })[] = [];
  const end = clock.wall().getTime() + LONGEST_TURN_MS;
  let [asked, after] = [0, claimed.after];
  const gone = (how: TurnEnd): Gone => ({ found, unanswered: asked - found.length, after, end: how });
  for (const line of lines) {
    if (isAskedAbout(line, plan, clock.service())) {
      if (asked === ASKED_PER_TURN || clock.wall().getTime() >= end) return gone('HAD_ENOUGH');
      const told = await askAbout(line);
      if (told === null) return gone('NO_ROOM');
      asked += 1;
      const finding = findingOf(line, told);
      if (finding !== null) found.push({ ...finding, line: line.id });
    }
    after = { at: line.at, id: line.id };
  }
  return gone(lines.length < first ? 'ALL_LINES' : 'HAD_ENOUGH');
}

function asker({ accounts, secrets }: Ports, provider: Provider) {
  return (account: AccountId): AskAbout => {
    const known = new Map<AppId, Promise<AppCredentials>>();
    const credentials = (app: AppId): Promise<AppCredentials> => {
      const found =
        known.get(app) ?? accounts.decide(account, { app }, (facts) => ({ answer: credentialsOf(facts.app, secrets) }));
      known.set(app, found);
      return found;
    };
    return async ({ app, kind, session }) => {
      if (session === null) return { kind: 'NOTHING' };
      const news = await provider.check(account, await credentials(app), { kind, session }, PATIENCE_MS);
      return news && toldIn(news);
    };
  };
}

function toldIn(news: CallNews): Told {
  if (news.kind === 'ENDED') return { kind: 'SECONDS', seconds: news.report.talkSeconds };
  return { kind: news.kind === 'UNKNOWN' && news.isMissing === true ? 'MISSING' : 'NOTHING' };
}

/** Before what was found is kept: a difference that is kept is looked at, whatever dies in between. */
function callSomebody({ accounts }: Ports, { account, bill, month }: ClaimedCheck): Promise<void> {
  const detail = `The bill of ${monthName(month)}: what the provider tells of its calls is in the bill's differences.`;
  return accounts.decide(account, {}, ({ now }) => ({
    answer: undefined,
    saves: { alarms: [{ kind: 'BILL_DIFFERS', subject: bill, detail, openedAt: now }] },
  }));
}
