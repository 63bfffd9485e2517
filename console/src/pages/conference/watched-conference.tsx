import { Card, Flex, Skeleton, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { ConferenceFieldsFragment, CostFieldsFragment } from '../../api/generated/graphql.ts';
import { ConferenceDocument, ConferenceUpdatedDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useWatch } from '../../api/use-live.tsx';
import { useLanguage } from '../../i18n/language.tsx';
import { CallFacts } from '../../parts/call-facts.tsx';
import { Course, presentTime } from '../../parts/course.tsx';
import { Absent, Page, Trouble } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';

export function WatchedConference(): ReactNode {
  const { id = '' } = useParams();
  return <Watched key={id} id={id} />;
}

/** A conference as it was read, and from then on as it goes on. */
function Watched({ id }: { id: string }): ReactNode {
  const { words } = useLanguage();
  const asked = useAsk(ConferenceDocument, { id });
  const [watched, setWatched] = useState<ConferenceFieldsFragment | null>(null);
  const [cost, setCost] = useState<CostFieldsFragment | null>(null);
  const [at, setAt] = useState(() => new Date().toISOString());
  const failure = useWatch(ConferenceUpdatedDocument, { id }, (update) => {
    setWatched(update.conference);
    setCost(update.cost ?? null);
    setAt(presentTime(update));
  });
  const conference = watched ?? asked.data?.conference ?? null;
  const trouble = failure ?? (watched === null ? asked.trouble : null);
  const title = conference === null ? words.conference : words.conferenceOf(conference.participants.length);
  return (
    <Page title={title}>
      {trouble !== null && <Trouble error={trouble} />}
      {conference === null ? (
        trouble === null && (asked.data === undefined ? <Skeleton active /> : <Absent />)
      ) : (
        <Flex vertical gap={16}>
          <Course of={conference} cost={cost} at={at} />
          <Participants of={conference} />
          <CallFacts of={conference} />
        </Flex>
      )}
    </Page>
  );
}

function Participants({ of }: { of: ConferenceFieldsFragment }): ReactNode {
  const { words } = useLanguage();
  const joined = (is: boolean | null | undefined): ReactNode =>
    is == null ? words.unknown : <Tag color={is ? 'success' : 'warning'}>{is ? words.joined : words.notJoined}</Tag>;
  return (
    <Card title={words.participants}>
      <Table
        rowKey="number"
        dataSource={of.participants}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: words.number, dataIndex: 'number' },
          { title: words.role, render: (_, { role }) => words.participantRoles[role] },
          { title: words.takesPart, render: (_, one) => joined(one.joined) },
          { title: words.endedAt, render: (_, { endedAt }) => <Time of={endedAt} /> },
        ]}
      />
    </Card>
  );
}
