import { Card, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useLanguage } from '../../i18n/language.tsx';
import { Page } from '../../parts/page.tsx';
import { CallRecords } from './call-records.tsx';
import { ConferenceRecords } from './conference-records.tsx';
import { RecordFilter } from './record-filter.tsx';
import { chosenIn } from './chosen.ts';

/** All that was placed. What is looked for stands in the address, so that it can be sent to somebody. */
export function Records(): ReactNode {
  const { words } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const kind = search.get('kind') === 'conferences' ? 'conferences' : 'calls';
  const chosen = chosenIn(search);
  const key = JSON.stringify(chosen);
  return (
    <Page title={words.places.records} about={words.recordsAbout}>
      <Card>
        <Tabs
          activeKey={kind}
          onChange={(next) => setSearch({ kind: next })}
          items={[
            { key: 'calls', label: words.calls },
            { key: 'conferences', label: words.conferences },
          ]}
        />
        <RecordFilter key={kind} kind={kind} />
        {kind === 'calls' ? <CallRecords key={key} chosen={chosen} /> : <ConferenceRecords key={key} chosen={chosen} />}
      </Card>
    </Page>
  );
}
