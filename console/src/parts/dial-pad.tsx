import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.tsx';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

export function DialPad({ press }: { press: (digit: string) => void }): ReactNode {
  const { words } = useLanguage();
  return (
    <div className="pad" role="group" aria-label={words.dialPad}>
      {KEYS.map((digit) => (
        <Button
          key={digit}
          size="large"
          style={digit === '0' ? { gridColumn: 2 } : undefined}
          onClick={() => press(digit)}
        >
          {digit}
        </Button>
      ))}
    </div>
  );
}
