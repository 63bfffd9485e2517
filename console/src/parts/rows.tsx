import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useIsWide } from './use-is-wide.ts';

interface RowsProps<Row> {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: TableColumnsType<Row>;
  /** A row on a telephone, where nothing stands in columns and nothing is pushed sideways. */
  readonly narrow: (row: Row) => ReactNode;
  /** For many: only those are drawn that are seen in a frame of this height; so wide are all columns together. */
  readonly frame?: { readonly width: number; readonly height: number };
}

const NARROWEST = 240;

/** What is listed, in columns or on a telephone one below the other. */
export function Rows<Row extends object>({ rows, keyOf, columns, narrow, frame }: RowsProps<Row>): ReactNode {
  const isWide = useIsWide();
  const inFrame = frame !== undefined && { x: isWide ? frame.width : NARROWEST, y: frame.height };
  const common = { rowKey: keyOf, size: 'middle', dataSource: rows, pagination: false } as const;
  const framed = inFrame && { virtual: true, scroll: inFrame };
  if (isWide) return <Table {...common} scroll={{ x: 'max-content' }} {...framed} columns={columns} />;
  const only = [{ key: 'all', render: (_: unknown, row: Row) => narrow(row) }];
  return (
    <Table {...common} {...framed} columns={only} showHeader={false} tableLayout="fixed" className="rows-narrow" />
  );
}
