import { Card, Flex, Table, Tabs, Typography } from 'antd';
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
import { ColumnChoice } from './column-choice.tsx';
import type { ColumnName } from './columns.tsx';
import { columnsOf, placedColumn } from './columns.tsx';
import { useColumns } from './use-columns.ts';

/** All that was placed. What is looked for stands in the address, so that it can be sent to somebody. */
export function Records(): ReactNode {
  const { words } = useLanguage();
  const language = useServiceLanguage();
  const [search, setSearch] = useSearchParams();
  const [columns, setColumns] = useColumns();
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
          <ColumnChoice shown={columns} show={setColumns} />
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
            <Rows records={records} columns={columns} />
            <Pager pages={pages} info={records.pageInfo} />
          </>
        )
      }
    </Answered>
  );
}

interface RowsProps {
  readonly records: CallRecordsQuery['callRecords'];
  readonly columns: readonly ColumnName[];
}

function Rows({ records, columns }: RowsProps): ReactNode {
  const { words } = useLanguage();
  const all = columnsOf(words);
  return (
    <Table
      rowKey="id"
      size="middle"
      dataSource={records.edges.map(({ node }) => node)}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[placedColumn(words), ...columns.map((name) => all[name])]}
    />
  );
}
