import { Collapse, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { CreateAppDocument } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { SecretOnce } from '../../parts/secret-once.tsx';

interface Fields {
  readonly name: string;
  readonly appKey?: string;
  readonly appSecret?: string;
  readonly accid?: string;
}

/** Asks for a name, and for the provider's credentials where there is no sandbox; the secret is shown once. */
export function CreateApp({ isOpen, close }: { isOpen: boolean; close: () => void }): ReactNode {
  const { words } = useLanguage();
  const [form] = Form.useForm<Fields>();
  const [secret, setSecret] = useState<string | null>(null);
  const { submit, isBusy, problem, forget } = useSubmit(CreateAppDocument);
  const leave = (): void => {
    form.resetFields();
    setSecret(null);
    forget();
    close();
  };
  const create = async ({ name, appKey, appSecret, accid }: Fields): Promise<void> => {
    const credentials = appKey && appSecret && accid ? { appKey, appSecret, accid } : null;
    const done = await submit({ input: { name, credentials } });
    if (done !== null) setSecret(done.appSecret);
  };
  if (secret !== null) return <SecretOnce isOpen={isOpen} name="AppSecret" secret={secret} close={leave} />;
  return (
    <Modal
      open={isOpen}
      title={words.createApp}
      okText={words.create}
      onOk={() => form.submit()}
      onCancel={leave}
      confirmLoading={isBusy}
    >
      <Form form={form} layout="vertical" onFinish={create} initialValues={{ name: words.firstApp }}>
        <Form.Item name="name" label={words.appName} rules={[{ required: true, message: words.required }]}>
          <Input maxLength={64} autoFocus />
        </Form.Item>
        <Collapse ghost items={[{ key: 'own', label: words.ownCredentials, children: <Credentials /> }]} />
        <ProblemAlert problem={problem} />
      </Form>
    </Modal>
  );
}

function Credentials(): ReactNode {
  const { words } = useLanguage();
  return (
    <>
      <p>{words.ownCredentialsAbout}</p>
      <Form.Item name="appKey" label="AppKey">
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="appSecret" label="AppSecret">
        <Input.Password autoComplete="off" />
      </Form.Item>
      <Form.Item name="accid" label="accid">
        <Input autoComplete="off" />
      </Form.Item>
    </>
  );
}
