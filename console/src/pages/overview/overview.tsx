import { Alert, Button, Card, Skeleton, Statistic } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAccount } from '../../app/account.tsx';
import type { AppFieldsFragment } from '../../api/generated/graphql.ts';
import { AppsDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { CallStatusTag } from '../../parts/call-status.tsx';
import { yuan } from '../../parts/money.tsx';
import { Answered, Nothing, Page, Trouble } from '../../parts/page.tsx';
import { useMember } from '../../session/member.tsx';
import { may } from '../../session/rights.ts';
import { useBoard } from '../live/use-board.ts';
import { newestFirst } from '../live/board-state.ts';
import { FirstSteps } from './first-steps.tsx';
import { Today } from './today.tsx';

/** Below this the account should be topped up soon. */
const FEW_MINUTES = 100;
const SHOWN_CALLS = 5;

export function Overview(): ReactNode {
  const { words } = useLanguage();
  const { company } = useAccount();
  const asked = useAsk(AppsDocument, {}, { about: ['App'] });
  return (
    <Page title={words.places.overview} about={company}>
      <Answered asked={asked}>
        {({ apps }) => (
          <>
            <Warnings apps={apps} />
            {apps.every(({ service }) => service === 'DISABLED') && <FirstSteps apps={apps} />}
          </>
        )}
      </Answered>
      <Figures />
      <Today />
      <UnderWay mayCall={asked.data?.apps.some(({ service }) => service === 'ENABLED') ?? false} />
    </Page>
  );
}

function Figures(): ReactNode {
  const { words } = useLanguage();
  const { available, minutesLeft, reserved } = useAccount();
  return (
    <div className="grid">
      <Card>
        <Statistic title={words.available} value={yuan(available)} />
      </Card>
      <Card>
        <Statistic title={words.minutes} value={minutesLeft} />
      </Card>
      <Card>
        <Statistic title={words.reserved} value={yuan(reserved)} />
      </Card>
    </div>
  );
}

function Warnings({ apps }: { apps: readonly AppFieldsFragment[] }): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const { status, suspension, minutesLeft } = useAccount();
  const isUsed = apps.some(({ service }) => service !== 'DISABLED');
  return (
    <>
      {status !== 'ACTIVE' && (
        <Alert type="error" showIcon title={words.accountStates[status]} description={suspension?.reason} />
      )}
      {isUsed && minutesLeft < FEW_MINUTES && (
        <Alert
          type="warning"
          showIcon
          title={words.fewMinutes(minutesLeft)}
          action={may(role, 'MONEY') && <Link to="/top-up">{words.steps.topUp}</Link>}
        />
      )}
      {apps
        .filter(({ service, stoppedByProvider }) => service === 'SUSPENDED' || stoppedByProvider != null)
        .map(({ id, name, suspension: stop }) => (
          <Alert
            key={id}
            type="error"
            showIcon
            title={words.appStopped(name)}
            description={stop?.reason ?? words.stoppedByProvider}
          />
        ))}
    </>
  );
}

function UnderWay({ mayCall }: { mayCall: boolean }): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const navigate = useNavigate();
  const { under, failure } = useBoard();
  return (
    <Card title={words.underWay} extra={<Link to="/live">{words.places.live}</Link>}>
      {failure !== null && <Trouble error={failure} />}
      {under === null && failure === null && <Skeleton active />}
      {under?.size === 0 && (
        <Nothing say={words.nothingUnderWay}>
          {mayCall && may(role, 'CALL') && <Button onClick={() => void navigate('/call')}>{words.placeCall}</Button>}
        </Nothing>
      )}
      {under !== null && under.size > 0 && (
        <>
          <Statistic value={words.someCalls(under.size)} />
          {newestFirst(under)
            .slice(0, SHOWN_CALLS)
            .map(({ call }) => (
              <div key={call.id} className="row">
                <CallStatusTag status={call.status} />{' '}
                <Link to={call.__typename === 'Call' ? `/calls/${call.id}` : `/conferences/${call.id}`}>
                  {call.__typename === 'Call'
                    ? `${call.caller} → ${call.callee}`
                    : words.conferenceOf(call.participants.length)}
                </Link>
              </div>
            ))}
        </>
      )}
    </Card>
  );
}
