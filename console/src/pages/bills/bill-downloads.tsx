import { Flex } from 'antd';
import type { ReactNode } from 'react';
import { BillExportDocument } from '../../api/generated/graphql.ts';
import { useLanguage, useServiceLanguage } from '../../i18n/language.tsx';
import { DownloadButton } from '../../parts/download-button.tsx';

/** A bill as PDF and CSV, in the language of the console. */
export function BillDownloads({ month, size = 'middle' }: { month: string; size?: 'small' | 'middle' }): ReactNode {
  const { words } = useLanguage();
  const language = useServiceLanguage();
  return (
    <Flex wrap gap={8}>
      {(['PDF', 'CSV'] as const).map((format) => (
        <DownloadButton
          key={format}
          document={BillExportDocument}
          variables={{ month, format, language }}
          say={size === 'small' ? format : { PDF: words.bills.pdf, CSV: words.bills.csv }[format]}
          label={words.bills.file({ PDF: words.bills.pdf, CSV: words.bills.csv }[format], month)}
          size={size}
        />
      ))}
    </Flex>
  );
}
