import { Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { QuoteCallQuery, QuoteConferenceQuery } from '../api/generated/graphql.ts';
import type { Asked } from '../api/use-ask.ts';
import { isRefusal } from '../api/refusal.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Money, yuan } from './money.tsx';
import { Answered } from './page.tsx';
import { ProblemAlert } from './problem.tsx';
import { clock } from './time.tsx';

interface QuoteCardProps {
  readonly asked: Asked<QuoteCallQuery | QuoteConferenceQuery>;
  readonly isReady: boolean;
}

/** What is reserved before anything rings, and for how long. */
export function QuoteCard({ asked, isReady }: QuoteCardProps): ReactNode {
  const { words } = useLanguage();
  return (
    <Card title={words.quote}>
      {isReady ? (
        <Answered asked={asked}>
          {({ result }) =>
            isRefusal(result) ? <ProblemAlert problem={{ refusal: result }} /> : <Quoted of={result} />
          }
        </Answered>
      ) : (
        <Typography.Text type="secondary">{words.quoteWaits}</Typography.Text>
      )}
    </Card>
  );
}

type Success = Extract<(QuoteCallQuery | QuoteConferenceQuery)['result'], { quote: object }>;

function Quoted({ of: { quote } }: { of: Success }): ReactNode {
  const { words } = useLanguage();
  const { grantedSeconds, worstCase, tariff } = quote;
  const rows: [string, ReactNode][] = [
    [words.price, words.perMinute(yuan(tariff.pricePerMinute))],
    [words.basis, words.bases[tariff.basis]],
    [words.granted, clock(grantedSeconds)],
    [words.worstCase, <Money key="worst" of={worstCase} />],
  ];
  return (
    <>
      {rows.map(([name, figure]) => (
        <Flex key={name} justify="space-between" gap={16} className="row">
          <span>{name}</span>
          <strong>{figure}</strong>
        </Flex>
      ))}
      <Typography.Text type="secondary">{words.quoteAbout}</Typography.Text>
    </>
  );
}
