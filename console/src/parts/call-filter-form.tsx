import { Button, Flex, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { AppsDocument } from '../api/generated/graphql.ts';
import { useAsk } from '../api/use-ask.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Chosen } from './call-filter.ts';
import { DayRange } from './day-range.tsx';
import type { Days } from './days.ts';

type Fields = Partial<Omit<Chosen, 'from' | 'to'>> & { readonly days?: Days };

interface CallFilterFormProps {
  readonly chosen: Chosen;
  readonly choose: (chosen: Partial<Chosen>) => void;
  /** Whether days must be said. */
  readonly needsDays?: boolean;
  /** Whether calls or conferences can be chosen here. */
  readonly withKind?: boolean;
}

/** One filter for records and statistics: what is counted is what is listed. */
export function CallFilterForm({
  chosen,
  choose,
  needsDays = false,
  withKind = false,
}: CallFilterFormProps): ReactNode {
  const { words } = useLanguage();
  const [form] = Form.useForm<Fields>();
  const [isWhole, setWhole] = useState(() => hasMore(chosen));
  const key = JSON.stringify(chosen);
  // The address leads: it changes by the browser's buttons and by links too.
  useEffect(() => form.setFieldsValue(fieldsOf(JSON.parse(key) as Chosen)), [form, key]);
  // What was written and not looked for stands in no address.
  const clear = (): void => {
    form.setFieldsValue(fieldsOf(chosen));
    choose({});
  };
  const look = ({ days, ...rest }: Fields): void => choose({ ...rest, from: days?.from ?? null, to: days?.to ?? null });
  return (
    <Form form={form} layout="vertical" onFinish={look} role="search">
      <div className="filter">
        <Form.Item name="days" label={words.days}>
          <DayRange canBeOpen={!needsDays} />
        </Form.Item>
        <Text name="number" label={words.records.anyNumber} isNumber />
        <AppField />
        <Choice name="status" label={words.state} of={words.callStatus} />
        {withKind && <Choice name="kind" label={words.records.callKind} of={words.records.kinds} />}
        {/* What is not shown is kept, so that looking again does not lose it. */}
        <Text name="caller" label={words.caller} isNumber hidden={!isWhole} />
        <Text name="callee" label={words.callee} isNumber hidden={!isWhole} />
        <Choice name="endedBy" label={words.endedBy} of={words.enders} hidden={!isWhole} />
        <Text name="reference" label={words.reference} hidden={!isWhole} />
      </div>
      <Flex wrap gap={8} className="filter-actions">
        <Button type="primary" htmlType="submit">
          {words.look}
        </Button>
        <Button onClick={clear}>{words.records.clear}</Button>
        {!isWhole && (
          <Button type="link" onClick={() => setWhole(true)}>
            {words.records.moreFilters}
          </Button>
        )}
      </Flex>
    </Form>
  );
}

function fieldsOf({ from, to, ...rest }: Chosen): Fields {
  return { ...rest, days: { from, to } };
}

function hasMore({ caller, callee, endedBy, reference }: Chosen): boolean {
  return [caller, callee, endedBy, reference].some((one) => one !== null);
}

interface FieldProps {
  readonly name: keyof Fields;
  readonly label: string;
  readonly hidden?: boolean;
}

function Text({ name, label, hidden = false, isNumber = false }: FieldProps & { isNumber?: boolean }): ReactNode {
  return (
    <Form.Item name={name} label={label} hidden={hidden}>
      <Input allowClear autoComplete="off" {...(isNumber && { inputMode: 'tel' as const })} />
    </Form.Item>
  );
}

function Choice({ name, label, hidden = false, of }: FieldProps & { of: Record<string, string> }): ReactNode {
  const { words } = useLanguage();
  return (
    <Form.Item name={name} label={label} hidden={hidden}>
      <Select
        allowClear
        placeholder={words.records.any}
        popupMatchSelectWidth={false}
        options={Object.entries(of).map(([value, text]) => ({ value, label: text }))}
      />
    </Form.Item>
  );
}

function AppField(): ReactNode {
  const { words } = useLanguage();
  const { data } = useAsk(AppsDocument, {}, { about: ['App'] });
  const names = Object.fromEntries((data?.apps ?? []).map(({ id, name }) => [id, name]));
  return <Choice name="appId" label={words.app} of={names} />;
}
