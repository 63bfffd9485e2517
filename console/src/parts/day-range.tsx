import { DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import type { Days } from './days.ts';
import { daysOfMonth, lastDays, monthAfter, monthOf } from './days.ts';
import { beijingDay } from './time.tsx';

interface DayRangeProps {
  readonly id?: string;
  readonly value?: Days | undefined;
  readonly onChange?: (days: Days) => void;
  /** Whether it may be open on a side. */
  readonly canBeOpen?: boolean;
}

/** From which day to which, in Beijing. A field of a form. */
export function DayRange({ id, value, onChange, canBeOpen = true }: DayRangeProps): ReactNode {
  const { words } = useLanguage();
  const names = words.records.dayRanges;
  const now = new Date();
  const month = monthOf(beijingDay(now));
  const yesterday = lastDays(2, now).from;
  const presets: [string, Days][] = [
    [names.today, lastDays(1, now)],
    [names.yesterday, { from: yesterday, to: yesterday }],
    [names.week, lastDays(7, now)],
    [names.days30, lastDays(30, now)],
    [names.month, { from: `${month}-01`, to: beijingDay(now) }],
    [names.lastMonth, daysOfMonth(monthAfter(month, -1))],
  ];
  return (
    <DatePicker.RangePicker
      {...(id !== undefined && { id })}
      allowEmpty={[canBeOpen, canBeOpen]}
      allowClear={canBeOpen}
      value={value === undefined ? null : [shown(value.from), shown(value.to)]}
      onChange={(range) => onChange?.({ from: dayOf(range?.[0]), to: dayOf(range?.[1]) })}
      presets={presets.map(([label, { from, to }]) => ({ label, value: [dayjs(from), dayjs(to)] }))}
    />
  );
}

const shown = (day: string | null): Dayjs | null => (day === null ? null : dayjs(day));
const dayOf = (shown: Dayjs | null | undefined): string | null => shown?.format('YYYY-MM-DD') ?? null;
