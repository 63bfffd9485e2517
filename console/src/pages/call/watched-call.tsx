import { Button, Flex, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { CallFieldsFragment, CostFieldsFragment } from '../../api/generated/graphql.ts';
import { CallDocument, CallUpdatedDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useWatch } from '../../api/use-live.tsx';
import { useLanguage } from '../../i18n/language.tsx';
import { CallFacts } from '../../parts/call-facts.tsx';
import { Course, presentTime } from '../../parts/course.tsx';
import { Absent, Page, Trouble } from '../../parts/page.tsx';
import { useMember } from '../../session/member.tsx';
import { may } from '../../session/rights.ts';

export function WatchedCall(): ReactNode {
  const { id = '' } = useParams();
  return <Watched key={id} id={id} />;
}

/** A call as it was read, and from then on as it goes on. */
function Watched({ id }: { id: string }): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const navigate = useNavigate();
  const asked = useAsk(CallDocument, { id });
  const [watched, setWatched] = useState<CallFieldsFragment | null>(null);
  const [cost, setCost] = useState<CostFieldsFragment | null>(null);
  const [at, setAt] = useState(() => new Date().toISOString());
  const failure = useWatch(CallUpdatedDocument, { id }, (update) => {
    setWatched(update.call);
    setCost(update.cost ?? null);
    setAt(presentTime(update));
  });
  const call = watched ?? asked.data?.call ?? null;
  const trouble = failure ?? (watched === null ? asked.trouble : null);
  const title = call === null ? words.call : `${call.caller} → ${call.callee}`;
  const again = call?.endedAt != null && may(role, 'CALL') && (
    <Button onClick={() => void navigate(`/call?caller=${call.caller}&callee=${call.callee}`)}>
      {words.callAgain}
    </Button>
  );
  return (
    <Page title={title} actions={again}>
      {trouble !== null && <Trouble error={trouble} />}
      {call === null ? (
        trouble === null && (asked.data === undefined ? <Skeleton active /> : <Absent />)
      ) : (
        <Flex vertical gap={16}>
          <Course of={call} cost={cost} at={at} />
          <CallFacts of={call} />
        </Flex>
      )}
    </Page>
  );
}
