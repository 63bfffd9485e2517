import { explainHeaderRefusal } from '../domain/clock-skew.ts';
import { AcceptedHeaders } from './pace/accepted-headers.ts';
import type { Ports } from './ports/ports.ts';
import type { CallNews, DialAnswer, HeaderRefusal, TelephonyGateway } from './ports/telephony-gateway.ts';

const KEPT = 10_000;

/**
 * KEY-1: the same ports, where an AppKey whose headers the provider does not accept calls a person: the alarm
 * CLOCK_SKEW, of that AppKey, until one of its requests is accepted.
 */
export function watchHeaders<Given extends Ports>(given: Given): Given {
  const { gateway } = given;
  const watched = headerWatch(given);
  const watching: TelephonyGateway = {
    dial: (credentials, order) => watched(credentials.appKey, () => gateway.dial(credentials, order)),
    query: (credentials, asked) => watched(credentials.appKey, () => gateway.query(credentials, asked)),
    reachable: () => gateway.reachable(),
  };
  return { ...given, gateway: watching };
}

/** Asks, and takes in what the answer tells of the headers. What else it tells is passed on whatever becomes of that. */
function headerWatch({ alarms, clock, log }: Pick<Ports, 'alarms' | 'clock' | 'log'>) {
  const known = new Map<string, AcceptedHeaders>();
  let requests = 0;

  function headersOf(appKey: string): AcceptedHeaders {
    let headers = known.get(appKey);
    if (headers === undefined) {
      if (known.size >= KEPT) known.clear();
      known.set(appKey, (headers = new AcceptedHeaders()));
    }
    return headers;
  }

  async function learn(appKey: string, request: number, answer: DialAnswer | CallNews): Promise<void> {
    const refusal = refusalIn(answer);
    const headers = headersOf(appKey);
    if (refusal !== null) {
      headers.refused(request);
      await alarms.open('CLOCK_SKEW', appKey, explainHeaderRefusal(refusal.providerAheadSeconds));
    } else if (isAccepted(answer) && headers.accepted(request, clock.wall().getTime())) {
      await alarms.close('CLOCK_SKEW', appKey);
    }
  }

  return async <Answer extends DialAnswer | CallNews>(appKey: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const request = ++requests;
    const answer = await ask();
    await learn(appKey, request, answer).catch((error: unknown) => {
      log('error', "The alarm about an AppKey's headers could not be changed.", { appKey, error });
    });
    return answer;
  };
}

function refusalIn(answer: DialAnswer | CallNews): HeaderRefusal | null {
  const mayBe = answer.kind === 'REJECTED' || answer.kind === 'UNKNOWN';
  return mayBe ? (answer.badHeader ?? null) : null;
}

function isAccepted({ kind }: DialAnswer | CallNews): boolean {
  return kind === 'STARTED' || kind === 'ENDED' || kind === 'ALIVE';
}
