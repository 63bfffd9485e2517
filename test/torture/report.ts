import { conferencesOf, counted, quantile, settledOf, voids } from './figures.ts';
import type { Result } from './figures.ts';
import { idsOf, refusalsOf } from './history.ts';
import type { Books } from './truth.ts';

/** The bar for takeovers; whatever is above it is listed. */
const SLOW_MS = 2000;

/** The last lines of a run. */
export function reportOf(result: Result): string {
  return ['', ...deaths(result), '', ...outcomes(result), '', ...takeovers(result), '', ...verdict(result)].join('\n');
}

function deaths({ kills, harms, cutCommits, failedStarts }: Result): string[] {
  const points = kills.points();
  const deadly = points.filter(([, killed]) => killed > 0);
  return [
    line('SIGKILLs', kills.total, listed(kills.counts)),
    line('SIGSTOP/SIGCONT', kills.stops),
    line('PostgreSQL', harms.KILL, `kills; ${listed(harms)}; ${cutCommits} COMMITs or their answers lost`),
    line('starts that failed', failedStarts, 'while PostgreSQL was down'),
    line('fail points', deadly.length, `of ${points.length} that were passed, with at least one kill:`),
    ...deadly.map(([point, killed]) => `    ${String(killed).padStart(4)}  ${point}`),
  ];
}

function outcomes({ history, books, truth }: Result): string[] {
  const unknown = history.keys.flatMap(({ heard }) => heard).filter(({ outcome }) => outcome.kind === 'UNKNOWN').length;
  const accepted = history.keys.filter((keyed) => idsOf(keyed).size > 0).length;
  const refused = history.keys.flatMap((keyed) => [...refusalsOf(keyed)]);
  const calls = books.calls.filter(({ kind }) => kind === 'CALL');
  const { rang, silent } = voids(books, truth);
  return [
    line('keys', history.keys.length, `${accepted} accepted; refused: ${listed(counted(refused))}`),
    line('answers lost', unknown, 'and asked for again with the same key'),
    line('calls', calls.length, listed(counted(calls.map(({ status }) => status)))),
    ...conferences(books),
    line('starts that arrived', truth.starts.length, `${truth.calls.length} rang`),
    line('voided at horizon', rang + silent, `${silent} never rang; ${rang} rang, and no report was ever sent`),
    line('top-ups', books.topUps.length, `${truth.payments.length} payments`),
    line(
      'alarms',
      Object.values(books.alarms).reduce((a, b) => a + b, 0),
      listed(books.alarms),
    ),
  ];
}

function conferences(books: Books): string[] {
  const all = conferencesOf(books);
  const settled = settledOf(all);
  const sizes = counted(all.map(({ participants }) => `${participants.length} parties`));
  return [
    line('conferences', all.length, listed(counted(all.map(({ status }) => status)))),
    line('  settled', settled.length, listed(counted(settled.map((call) => call.tariff_basis)))),
    line(
      '  refused',
      all.filter(({ status }) => status === 'REFUSED').length,
      `by the provider; sizes: ${listed(sizes)}`,
    ),
  ];
}

function takeovers({ takeovers: all }: Result): string[] {
  return (['PLACING', 'CLAIM'] as const).map((kind) => {
    const times = all.filter(({ what }) => what === kind).map(({ milliseconds }) => milliseconds);
    const figures = [0.5, 0.99, 1].map((share) => `${Math.round(quantile(times, share))} ms`);
    const [half, most, last] = figures;
    const slow = all.filter(({ what, milliseconds }) => what === kind && milliseconds > SLOW_MS);
    return line(
      `takeovers ${kind}`,
      times.length,
      `lease end → resumed: p50 ${half}, p99 ${most}, max ${last}`,
      ...slow.map(
        ({ call, milliseconds, end }) => `${Math.round(milliseconds)} ms  ${call} from ${new Date(end).toISOString()}`,
      ),
    );
  });
}

function verdict({ audit, differences, seed, seconds, kills }: Result): string[] {
  return [
    line('audit', audit.length, 'violations', ...audit.map((each) => JSON.stringify(each))),
    line('ledger ≠ truth', differences.length, 'differences', ...differences),
    line('seconds', Math.round(seconds), `npm run torture -- --kills ${kills.total} --seed ${seed}`),
  ];
}

function line(name: string, count: number, explanation = '', ...below: readonly string[]): string {
  const first = `${name.padEnd(20)}${String(count).padStart(7)}  ${explanation}`.trimEnd();
  return [first, ...below.slice(0, 50).map((each) => `    ${each}`)].join('\n');
}

export function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
