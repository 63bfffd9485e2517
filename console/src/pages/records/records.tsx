import { Card, Flex, Tabs, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { CallRecordsQuery } from '../../api/generated/graphql.ts';
import { CallExportDocument, CallRecordsDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { usePages } from '../../api/use-pages.ts';
import { useLanguage, useServiceLanguage } from '../../i18n/language.tsx';
import type { Chosen } from '../../parts/call-filter.ts';
import { addressOf, chosenIn, filterOf } from '../../parts/call-filter.ts';
import { CallFilterForm } from '../../parts/call-filter-form.tsx';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Answered, Nothing, Page } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useIsWide } from '../../parts/use-is-wide.ts';
import { ColumnChoice } from './column-choice.tsx';
import type { ColumnName } from './columns.tsx';
import { columnsOf, placedColumn } from './columns.tsx';
import { NarrowRecord } from './narrow-record.tsx';
import { useColumns } from './use-columns.ts';

/** All that was placed. What is looked for stands in the address, so that it can be sent to somebody. */
export function Records(): ReactNode {
  const { words } = useLanguage();
  const language = useServiceLanguage();
  const [search, setSearch] = useSearchParams();
  const [columns, setColumns] = useColumns();
  const isWide = useIsWide();
  const chosen = chosenIn(search, words);
  const choose = (next: Partial<Chosen>): void => setSearch(addressOf(search, { ...next, kind: chosen.kind }));
  const tab = chosen.kind ?? 'ALL';
  return (
    <Page title={words.places.records} about={words.recordsAbout}>
      <Card>
        <Tabs
          activeKey={tab}
          onChange={(kind) =>
            setSearch(addressOf(search, { ...chosen, kind: kind === 'ALL' ? null : (kind as 'CALL') }))
          }
          items={[
            { key: 'ALL', label: words.records.all },
            { key: 'CALL', label: words.calls },
            { key: 'CONFERENCE', label: words.conferences },
          ]}
        />
        <CallFilterForm chosen={chosen} choose={choose} />
        <Flex wrap gap={12} align="start" className="toolbar">
          {isWide && <ColumnChoice shown={columns} show={setColumns} />}
          <DownloadButton
            document={CallExportDocument}
            variables={{ filter: filterOf(chosen), language }}
            say={words.records.files.csv}
          />
          <Typography.Text type="secondary" className="beside">
            {words.records.files.csvAbout}
          </Typography.Text>
        </Flex>
        <Listed key={JSON.stringify(chosen)} chosen={chosen} columns={columns} />
      </Card>
    </Page>
  );
}

function Listed({ chosen, columns }: { chosen: Chosen; columns: readonly ColumnName[] }): ReactNode {
  const { words } = useLanguage();
  const pages = usePages();
  const asked = useAsk(CallRecordsDocument, { filter: filterOf(chosen), after: pages.after });
  return (
    <Answered asked={asked}>
      {({ callRecords: records }) =>
        records.edges.length === 0 ? (
          <Nothing say={words.noRecords} />
        ) : (
          <>
            <Found records={records} columns={columns} />
            <Pager pages={pages} info={records.pageInfo} isTurning={asked.isRefreshing} />
          </>
        )
      }
    </Answered>
  );
}

interface FoundProps {
  readonly records: CallRecordsQuery['callRecords'];
  readonly columns: readonly ColumnName[];
}

function Found({ records, columns }: FoundProps): ReactNode {
  const { words } = useLanguage();
  const all = columnsOf(words);
  return (
    <Rows
      rows={records.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      columns={[placedColumn(words), ...columns.map((name) => all[name])]}
      narrow={(record) => <NarrowRecord of={record} />}
    />
  );
}
