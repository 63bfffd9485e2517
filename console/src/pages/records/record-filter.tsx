import { Button, DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useLanguage } from '../../i18n/language.tsx';
import { chosenIn } from './chosen.ts';

interface Fields {
  readonly caller?: string;
  readonly callee?: string;
  readonly participant?: string;
  readonly reference?: string;
  readonly days?: [Dayjs | null, Dayjs | null] | null;
}

export function RecordFilter({ kind }: { kind: 'calls' | 'conferences' }): ReactNode {
  const { words } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const { from, to, ...texts } = chosenIn(search);
  const [form] = Form.useForm<Fields>();
  const look = ({ days, ...rest }: Fields): void => {
    const range = { from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') };
    const wanted = Object.entries({ kind, ...rest, ...range }).filter(([, value]) => value);
    setSearch(wanted as [string, string][]);
  };
  const number = (name: string, label: string): ReactNode => (
    <Form.Item name={name} label={label}>
      <Input inputMode="tel" allowClear autoComplete="off" />
    </Form.Item>
  );
  return (
    <Form
      form={form}
      layout="vertical"
      className="filter"
      onFinish={look}
      initialValues={{ ...texts, days: from === null && to === null ? null : [dayjs(from), dayjs(to)] }}
    >
      {kind === 'calls' && number('caller', words.caller)}
      {kind === 'calls' && number('callee', words.callee)}
      {kind === 'conferences' && number('participant', words.participant)}
      <Form.Item name="days" label={words.days}>
        <DatePicker.RangePicker allowEmpty={[true, true]} />
      </Form.Item>
      <Form.Item name="reference" label={words.reference}>
        <Input allowClear autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {words.look}
      </Button>
    </Form>
  );
}
