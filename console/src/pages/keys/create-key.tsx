import { Checkbox, DatePicker, Form, Input, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { ApiKeyScope } from '../../api/generated/graphql.ts';
import { CreateApiKeyDocument } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { SecretOnce } from '../../parts/secret-once.tsx';
import { fromBeijing } from '../../parts/time.tsx';

interface Fields {
  readonly name: string;
  readonly scopes: ApiKeyScope[];
  readonly expires?: Dayjs | null;
}

/** The key is shown once; it works until the end of its last day in Beijing. */
export function CreateKey({ isOpen, close }: { isOpen: boolean; close: () => void }): ReactNode {
  const { words } = useLanguage();
  const [form] = Form.useForm<Fields>();
  const [secret, setSecret] = useState<string | null>(null);
  const { submit, isBusy, problem, forget } = useSubmit(CreateApiKeyDocument);
  const leave = (): void => {
    form.resetFields();
    setSecret(null);
    forget();
    close();
  };
  const create = async ({ name, scopes, expires }: Fields): Promise<void> => {
    const expiresAt = expires == null ? null : fromBeijing(`${expires.format('YYYY-MM-DD')} 23:59:59`);
    const done = await submit({ input: { name, scopes, expiresAt } });
    if (done !== null) setSecret(done.key);
  };
  const required = { required: true, message: words.required };
  if (secret !== null) return <SecretOnce isOpen={isOpen} name={words.apiKey} secret={secret} close={leave} />;
  return (
    <Modal
      open={isOpen}
      title={words.createKey}
      okText={words.create}
      onOk={() => form.submit()}
      onCancel={leave}
      confirmLoading={isBusy}
    >
      <Form form={form} layout="vertical" onFinish={create}>
        <Form.Item name="name" label={words.keyName} rules={[required]}>
          <Input maxLength={64} autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="scopes" label={words.scopesTitle} rules={[required]}>
          <Checkbox.Group options={Object.entries(words.scopes).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="expires" label={words.lastDay} extra={words.lastDayAbout}>
          <DatePicker />
        </Form.Item>
        <ProblemAlert problem={problem} />
      </Form>
    </Modal>
  );
}
