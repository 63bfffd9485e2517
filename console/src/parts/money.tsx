import type { ReactNode } from 'react';

/** An amount as the service writes it, with its thousands apart. It is never a number here: each fen is as it was told. */
export function yuan(amount: string): string {
  const [whole = '', fen = '00'] = amount.replace('-', '').split('.');
  const sign = amount.startsWith('-') ? '−' : '';
  return `${sign}¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fen.padEnd(2, '0')}`;
}

export function Money({ of }: { of: string | null | undefined }): ReactNode {
  return <span className="figures">{of === null || of === undefined ? '–' : yuan(of)}</span>;
}

/** What a movement did to the balance: `+¥1,000.00`, `−¥0.24`. */
export function Signed({ of }: { of: string }): ReactNode {
  return <strong className="figures">{of.startsWith('-') ? yuan(of) : `+${yuan(of)}`}</strong>;
}
