import { Card, Select } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { AppsDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Answered, Nothing, Page } from '../../parts/page.tsx';
import { Receiver } from './receiver.tsx';

/** CALLBACK-2: where the ends of an app's calls are forwarded to, and what became of each message. */
export function Receivers(): ReactNode {
  const { words } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const asked = useAsk(AppsDocument, {}, { about: ['App'] });
  return (
    <Page title={words.places.receivers} about={words.notices.receiversAbout}>
      <Answered asked={asked}>
        {({ apps }) => {
          const app = apps.find(({ id }) => id === search.get('app')) ?? apps[0];
          if (app === undefined)
            return (
              <Card>
                <Nothing say={words.noApps} />
              </Card>
            );
          return (
            <>
              <label className="field">
                {words.app}
                <Select
                  value={app.id}
                  onChange={(id) => setSearch({ app: id })}
                  options={apps.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </label>
              <Receiver key={app.id} appId={app.id} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}
