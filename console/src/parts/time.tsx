import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.tsx';

const BEIJING = 'Asia/Shanghai';
const whole = new Intl.DateTimeFormat('sv-SE', { timeZone: BEIJING, dateStyle: 'short', timeStyle: 'medium' });

/** `2026-03-02 12:00:00`, as it was in Beijing, where the provider, the bills and the customers are. */
export function beijing(time: string): string {
  return whole.format(new Date(time));
}

/** Today in Beijing, as `2026-03-02`. */
export function beijingDay(time: Date): string {
  return whole.format(time).slice(0, 10);
}

/** The instant at which a clock in Beijing shows this; it has had one offset since 1991. */
export function fromBeijing(shown: string): string {
  return new Date(`${shown.replace(' ', 'T')}+08:00`).toISOString();
}

export function Time({ of }: { of: string | null | undefined }): ReactNode {
  const { words } = useLanguage();
  if (of === null || of === undefined) return '–';
  return (
    <time className="figures" dateTime={of} title={words.beijingTime}>
      {beijing(of)}
    </time>
  );
}

/** `3.42 s`. */
export function seconds(milliseconds: number | null | undefined): string {
  return milliseconds == null ? '–' : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** `1:05`, `1:00:00`. */
export function clock(seconds: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours === 0 ? `${minutes}:${two(seconds % 60)}` : `${hours}:${two(minutes)}:${two(seconds % 60)}`;
}
