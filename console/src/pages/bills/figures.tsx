import { Flex } from 'antd';
import type { ReactNode } from 'react';
import type { BillFiguresFragment } from '../../api/generated/graphql.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { whole } from '../../parts/count.ts';
import { Money } from '../../parts/money.tsx';
import { clock } from '../../parts/time.tsx';

export type Figures = Omit<BillFiguresFragment, '__typename'>;

/** BILL-4: from the opening to the closing balance, as one adds it up on paper. */
export function BalanceSheet({ of }: { of: Figures }): ReactNode {
  const { words } = useLanguage();
  const { bills } = words;
  const rows: [string, string, string][] = [
    ['', bills.opening, of.opening],
    ['+', bills.topUps, of.topUps],
    ['−', bills.charges, of.charges],
    ['+', bills.adjustments, of.adjustments],
    ['=', bills.closing, of.closing],
  ];
  return (
    <table className="sheet">
      <tbody>
        {rows.map(([sign, name, amount]) => (
          <tr key={name} className={sign === '=' ? 'sheet-sum' : undefined}>
            <td className="sheet-sign">{sign}</td>
            <th scope="row">{name}</th>
            <td>
              <Money of={amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the charges are for. */
export function Usage({ of }: { of: Figures }): ReactNode {
  const { words } = useLanguage();
  const { bills } = words;
  const rows: [string, ReactNode][] = [
    [bills.calls, whole(of.calls)],
    [bills.minutes, whole(of.minutes)],
    [bills.seconds, `${whole(of.seconds)} (${clock(of.seconds)})`],
    [bills.owed, <Money key="owed" of={of.owed} />],
  ];
  return (
    <>
      {rows.map(([name, figure]) => (
        <Flex key={name} justify="space-between" gap={16} className="row">
          <span>{name}</span>
          <strong className="figures">{figure}</strong>
        </Flex>
      ))}
      <small className="secondary">{bills.owedAbout}</small>
    </>
  );
}
