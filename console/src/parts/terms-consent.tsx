import { Checkbox, Form } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { useServiceFacts } from './service-facts.ts';

/** ACC-1: the field `acceptsTerms`, with a way to read what is accepted. */
export function TermsConsent(): ReactNode {
  const { words } = useLanguage();
  const { terms } = useServiceFacts();
  const accepted = (_rule: unknown, value: unknown): Promise<void> =>
    value === true ? Promise.resolve() : Promise.reject(new Error(words.mustAccept));
  return (
    <Form.Item name="acceptsTerms" valuePropName="checked" rules={[{ validator: accepted }]}>
      <Checkbox>
        {words.accept}
        {terms === null ? (
          words.terms
        ) : (
          <a href={terms} target="_blank" rel="noreferrer">
            {words.terms}
          </a>
        )}
      </Checkbox>
    </Form.Item>
  );
}
