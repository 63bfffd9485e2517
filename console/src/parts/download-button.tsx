import { DownloadOutlined } from '@ant-design/icons';
import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { Alert, Button, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { LinkFragment } from '../api/generated/graphql.ts';
import type { DownloadState } from '../api/use-download.ts';
import { useDownload } from '../api/use-download.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Words } from '../i18n/words.ts';
import { bytes } from './count.ts';
import { troubleText } from './problem.tsx';

interface DownloadButtonProps<Variables extends AnyVariables> {
  readonly document: TypedDocumentNode<{ link: LinkFragment }, Variables>;
  readonly variables: Variables;
  readonly say: string;
  /** To whom the words alone would not tell what. */
  readonly label?: string;
  readonly size?: 'small' | 'middle';
}

/** Fetches a file, tells how far it is, and what to do where it does not come. */
export function DownloadButton<Variables extends AnyVariables>({
  document,
  variables,
  say,
  label = say,
  size = 'middle',
}: DownloadButtonProps<Variables>): ReactNode {
  const { words } = useLanguage();
  const { state, start, stop } = useDownload(document, variables);
  const isBusy = state.is === 'GETTING';
  return (
    <Flex vertical align="start" className="download">
      <Flex gap={8}>
        <Button icon={<DownloadOutlined />} size={size} loading={isBusy} onClick={start} aria-label={label}>
          {say}
        </Button>
        {isBusy && (
          <Button size={size} onClick={stop}>
            {words.records.files.stop}
          </Button>
        )}
      </Flex>
      <div role="status">{isBusy || state.is === 'SAVED' ? <Progress of={state} /> : null}</div>
      <Failure of={state} />
    </Flex>
  );
}

function Progress({ of }: { of: Extract<DownloadState, { bytes: number }> }): ReactNode {
  const { words } = useLanguage();
  const { files } = words.records;
  return (
    <Typography.Text type="secondary" className="progress">
      {of.is === 'SAVED' ? files.saved(of.fileName, bytes(of.bytes)) : files.getting(bytes(of.bytes), of.seconds)}
    </Typography.Text>
  );
}

function Failure({ of }: { of: DownloadState }): ReactNode {
  const { words } = useLanguage();
  const why = failureText(of, words);
  return why !== null && <Alert type="error" showIcon role="alert" title={why} />;
}

function failureText(state: DownloadState, words: Words): string | null {
  const { files } = words.records;
  if (state.is === 'REFUSED') return state.why === 'BROKEN' ? files.broken : files.refused[state.why];
  return state.is === 'TROUBLED' ? troubleText(state.error, words) : null;
}
