import { Alert, Button, Card, Flex, Steps } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAccount } from '../../app/account.tsx';
import type { AppFieldsFragment } from '../../api/generated/graphql.ts';
import {
  CreateAppDocument,
  EnableServiceDocument,
  TopUpDocument,
  TopUpsDocument,
} from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Answered } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { SecretText } from '../../parts/secret-once.tsx';
import { useOrderKey } from '../../parts/use-order-key.ts';
import { useMember } from '../../session/member.tsx';
import { may } from '../../session/rights.ts';
import { Outcome } from '../top-up/outcome.tsx';

/** The least that may be topped up (ACC-2). */
const FIRST_TOP_UP = '1000.00';

/** From a new account to its first call: one button after the other. */
export function FirstSteps({ apps }: { apps: readonly AppFieldsFragment[] }): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const { minutesLeft } = useAccount();
  const [secret, setSecret] = useState<string | null>(null);
  const app = apps[0];
  const current = app === undefined ? 0 : minutesLeft === 0 ? 1 : 2;
  if (!may(role, 'BUILD')) return <Alert type="info" showIcon title={words.waitForOwner} />;
  return (
    <Card title={words.firstSteps}>
      <Flex vertical gap={24}>
        <Steps
          className="even"
          current={current}
          items={[
            { title: words.createApp, content: words.createAppAbout },
            { title: words.steps.topUp, content: words.topUpLeast },
            { title: words.steps.enable, content: words.enableAbout },
            { title: words.steps.call, content: words.callOrder },
          ]}
        />
        {app === undefined && <First tell={setSecret} />}
        {secret !== null && <SecretText name="AppSecret" secret={secret} />}
        {app !== undefined && minutesLeft === 0 && may(role, 'MONEY') && <Second />}
        {app !== undefined && minutesLeft === 0 && !may(role, 'MONEY') && (
          <Alert type="info" showIcon title={words.waitForMoney} />
        )}
        {app !== undefined && minutesLeft > 0 && <Third app={app} />}
      </Flex>
    </Card>
  );
}

function First({ tell }: { tell: (secret: string) => void }): ReactNode {
  const { words } = useLanguage();
  const { submit, isBusy, problem } = useSubmit(CreateAppDocument);
  const create = async (): Promise<void> => {
    const done = await submit({ input: { name: words.firstApp } });
    if (done !== null) tell(done.appSecret);
  };
  return (
    <Step problem={<ProblemAlert problem={problem} />}>
      <Button type="primary" size="large" loading={isBusy} onClick={() => void create()}>
        {words.createNamed(words.firstApp)}
      </Button>
    </Step>
  );
}

/** An order that waits for its money is not made twice. */
function Second(): ReactNode {
  const { words } = useLanguage();
  const order = useOrderKey();
  const asked = useAsk(TopUpsDocument, { after: null }, { about: ['TopUp'] });
  const { submit, isBusy, problem } = useSubmit(TopUpDocument);
  const pay = async (): Promise<void> => {
    const done = await submit({ input: { amount: FIRST_TOP_UP, idempotencyKey: order.key(FIRST_TOP_UP) } });
    if (done !== null) order.renew();
  };
  return (
    <Answered asked={asked}>
      {({ topUps }) => {
        const waiting = topUps.edges.map(({ node }) => node).find(({ status }) => status === 'PENDING');
        return (
          <Step problem={<ProblemAlert problem={problem} />}>
            <Button
              type="primary"
              size="large"
              loading={isBusy}
              disabled={waiting !== undefined}
              onClick={() => void pay()}
            >
              {words.topUpFirst}
            </Button>
            {waiting !== undefined && <Outcome topUp={waiting} />}
          </Step>
        );
      }}
    </Answered>
  );
}

function Third({ app }: { app: AppFieldsFragment }): ReactNode {
  const { words } = useLanguage();
  const navigate = useNavigate();
  const { submit, isBusy, problem } = useSubmit(EnableServiceDocument);
  const enable = async (): Promise<void> => {
    if ((await submit({ input: { appId: app.id } })) !== null) await navigate('/call');
  };
  return (
    <Step problem={<ProblemAlert problem={problem} />}>
      <Button type="primary" size="large" loading={isBusy} onClick={() => void enable()}>
        {words.enableAndCall}
      </Button>
    </Step>
  );
}

function Step({ problem, children }: { problem: ReactNode; children: ReactNode }): ReactNode {
  return (
    <Flex vertical gap={16} align="start">
      {problem}
      {children}
    </Flex>
  );
}
