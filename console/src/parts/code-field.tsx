import { Button, Form, Input, Space, Typography } from 'antd';
import type { FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { CodePurpose } from '../api/generated/graphql.ts';
import { RequestCodeDocument } from '../api/generated/graphql.ts';
import { useSubmit } from '../api/use-submit.ts';
import { useLanguage } from '../i18n/language.tsx';
import { mobile } from './number-rule.ts';
import { ProblemAlert } from './problem.tsx';
import { useServiceFacts } from './service-facts.ts';

const SECONDS_BETWEEN = 60;

/** A mobile number, and the code that is sent to it. Belongs into a form with the fields `mobile` and `code`. */
export function CodeFields({ form, purpose }: { form: FormInstance; purpose: CodePurpose }): ReactNode {
  const { words } = useLanguage();
  const { submit, isBusy, problem } = useSubmit(RequestCodeDocument);
  const [wait, setWait] = useCountdown();
  const required = { required: true, message: words.required };
  const send = async (): Promise<void> => {
    const { mobile: to } = (await form.validateFields(['mobile'])) as { mobile: string };
    if ((await submit({ input: { mobile: to, purpose } })) !== null) setWait(SECONDS_BETWEEN);
  };
  return (
    <>
      <Form.Item name="mobile" label={words.mobile} rules={[required, mobile(words)]} validateTrigger="onBlur">
        <Input inputMode="tel" autoComplete="tel-national" placeholder="13800000000" />
      </Form.Item>
      <Form.Item
        label={words.code}
        htmlFor="code"
        required
        extra={wait > 0 && <WhereTheCodeIs mobile={form.getFieldValue('mobile') as string} />}
      >
        <Space.Compact block>
          <Form.Item name="code" noStyle rules={[required]}>
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} id="code" />
          </Form.Item>
          <Button loading={isBusy} disabled={wait > 0} onClick={() => void send().catch(() => undefined)}>
            {wait > 0 ? words.sendAgainIn(wait) : words.sendCode}
          </Button>
        </Space.Compact>
      </Form.Item>
      <ProblemAlert problem={problem} />
    </>
  );
}

function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

/** With the sandbox no telephone gets a text. */
function WhereTheCodeIs({ mobile: to }: { mobile: string }): ReactNode {
  const { words } = useLanguage();
  const { sandbox } = useServiceFacts();
  if (sandbox === null) return <Typography.Text type="secondary">{words.codeSent}</Typography.Text>;
  return (
    <a href={`${sandbox}/?to=${to}`} target="_blank" rel="noreferrer">
      {words.codeInSandbox}
    </a>
  );
}
