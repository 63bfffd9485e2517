import { TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex } from 'antd';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { useLanguage } from '../../i18n/language.tsx';
import type { ColumnName } from './columns.tsx';
import { COLUMN_NAMES, columnsOf } from './columns.tsx';

interface ColumnChoiceProps {
  readonly shown: readonly ColumnName[];
  readonly show: (names: readonly ColumnName[]) => void;
}

export function ColumnChoice({ shown, show }: ColumnChoiceProps): ReactNode {
  const { words } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const columns = columnsOf(words);
  return (
    <Flex vertical gap={12} align="start">
      <Button
        icon={<TableOutlined />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen((before) => !before)}
      >
        {words.records.columns}
      </Button>
      <div id={id} hidden={!isOpen}>
        <Checkbox.Group
          aria-label={words.records.columns}
          value={[...shown]}
          onChange={(names) => show(COLUMN_NAMES.filter((name) => names.includes(name)))}
          options={COLUMN_NAMES.map((name) => ({ value: name, label: columns[name].title }))}
        />
      </div>
    </Flex>
  );
}
