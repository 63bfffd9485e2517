import { Button, Flex, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { AppFieldsFragment } from '../../api/generated/graphql.ts';
import { EndSecretRotationDocument, RotateAppSecretDocument } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { SecretOnce } from '../../parts/secret-once.tsx';
import { Time } from '../../parts/time.tsx';
import { useMember } from '../../session/member.tsx';
import { may } from '../../session/rights.ts';

/** The secret itself is never shown again; it can be replaced, and the one before works on for a while. */
export function AppSecret({ app }: { app: AppFieldsFragment }): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = useSubmit(RotateAppSecretDocument);
  const end = useSubmit(EndSecretRotationDocument);
  const isRotating = app.replacedSecretUntil != null && new Date(app.replacedSecretUntil) > new Date();
  const replace = async (): Promise<void> => {
    const done = await rotate.submit({ input: { appId: app.id } });
    if (done !== null) setSecret(done.appSecret);
  };
  if (!may(role, 'BUILD')) return words.secretHidden;
  return (
    <Flex vertical gap={8} align="start">
      <span>{words.secretHidden}</span>
      {isRotating ? (
        <Flex gap={8} align="center" wrap>
          {words.oldSecretUntil} <Time of={app.replacedSecretUntil} />
          <Button size="small" loading={end.isBusy} onClick={() => void end.submit({ input: { appId: app.id } })}>
            {words.endRotation}
          </Button>
        </Flex>
      ) : (
        <Popconfirm title={words.rotateAsk} okText={words.rotate} onConfirm={() => void replace()}>
          <Button size="small" loading={rotate.isBusy}>
            {words.rotate}
          </Button>
        </Popconfirm>
      )}
      <ProblemAlert problem={rotate.problem ?? end.problem} />
      <SecretOnce isOpen={secret !== null} name="AppSecret" secret={secret ?? ''} close={() => setSecret(null)} />
    </Flex>
  );
}
