import { Button, Flex, Popconfirm, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useAccount } from '../../app/account.tsx';
import type { AppFieldsFragment } from '../../api/generated/graphql.ts';
import { DisableServiceDocument, EnableServiceDocument } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { useMember } from '../../session/member.tsx';
import { may } from '../../session/rights.ts';

const COLORS = { ENABLED: 'success', DISABLED: 'default', SUSPENDED: 'error' };

/** Whether an app may place calls, the way to change that, and where there is none, why not. */
export function ServiceSwitch({ app }: { app: AppFieldsFragment }): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const { minutesLeft } = useAccount();
  const enable = useSubmit(EnableServiceDocument);
  const disable = useSubmit(DisableServiceDocument);
  const { id, service, suspension } = app;
  const isOff = service === 'DISABLED';
  const input = { input: { appId: id } };
  return (
    <Flex vertical gap={8} align="start">
      <Flex gap={8} align="center" wrap>
        <Tag color={COLORS[service]}>{words.serviceStates[service]}</Tag>
        {isOff && may(role, 'BUILD') && (
          <Button
            size="small"
            type="primary"
            disabled={minutesLeft === 0}
            loading={enable.isBusy}
            onClick={() => void enable.submit(input)}
          >
            {words.enable}
          </Button>
        )}
        {service === 'ENABLED' && may(role, 'BUILD') && (
          <Popconfirm title={words.disableAsk} onConfirm={() => void disable.submit(input)} okText={words.disable}>
            <Button size="small" loading={disable.isBusy}>
              {words.disable}
            </Button>
          </Popconfirm>
        )}
      </Flex>
      {isOff && minutesLeft === 0 && (
        <Typography.Text type="secondary">
          {words.noMinutes} {may(role, 'MONEY') && <Link to="/top-up">{words.steps.topUp}</Link>}
        </Typography.Text>
      )}
      {suspension != null && (
        <Typography.Text type="secondary">{words.suspendedFor(suspension.reason)}</Typography.Text>
      )}
      {app.stoppedByProvider != null && <Typography.Text type="danger">{words.stoppedByProvider}</Typography.Text>}
      <ProblemAlert problem={enable.problem ?? disable.problem} />
    </Flex>
  );
}
