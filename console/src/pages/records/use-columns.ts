import { useState } from 'react';
import type { ColumnName } from './columns.tsx';
import { COLUMN_NAMES, USUAL_COLUMNS } from './columns.tsx';

const KEY = 'columns';

/** Which columns records are shown with, as it was chosen in this browser. */
export function useColumns(): [readonly ColumnName[], (chosen: readonly ColumnName[]) => void] {
  const [shown, setShown] = useState(kept);
  return [
    shown,
    (chosen) => {
      localStorage.setItem(KEY, chosen.join());
      setShown(chosen);
    },
  ];
}

function kept(): readonly ColumnName[] {
  const names = localStorage.getItem(KEY)?.split(',');
  return names === undefined ? USUAL_COLUMNS : COLUMN_NAMES.filter((name) => names.includes(name));
}
