import { DeleteOutlined, PlusOutlined, UsergroupAddOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { StartConferenceDocument } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { AppChoice } from '../../parts/app-choice.tsx';
import { callable } from '../../parts/number-rule.ts';
import { digitsOf } from '../../parts/phone-number.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { useOrderKey } from '../../parts/use-order-key.ts';
import { useMember } from '../../session/member.tsx';
import { ConferenceQuote } from './conference-quote.tsx';

interface Fields {
  readonly appId: string;
  readonly caller: string;
  readonly callees: string[];
  readonly reference?: string;
}

/** An operator may allow an app more; more than these no list of callees takes. */
const MOST_CALLEES = 99;

export function Confer(): ReactNode {
  const { words } = useLanguage();
  const { mobile } = useMember();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const order = useOrderKey();
  const { submit, isBusy, problem } = useSubmit(StartConferenceDocument, order.refused);
  const start = async ({ appId, caller, callees, reference }: Fields): Promise<void> => {
    const wanted = { appId, caller, callees, reference: reference || null };
    const done = await submit({ input: { ...wanted, idempotencyKey: order.key(JSON.stringify(wanted)) } });
    if (done !== null) await navigate(`/conferences/${done.conference.id}`);
  };
  return (
    <Page title={words.places.conference} about={words.conferenceAbout}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={start}
        initialValues={{ caller: mobile, callees: ['', ''] }}
      >
        <div className="two">
          <Card>
            <AppChoice />
            <Form.Item
              name="caller"
              label={words.caller}
              extra={words.callerAbout}
              rules={[{ required: true, message: words.required }, callable(words)]}
            >
              <Input inputMode="tel" autoComplete="off" maxLength={20} />
            </Form.Item>
            <Parties />
            <Form.Item name="reference" label={words.reference} extra={words.referenceAbout} className="after-list">
              <Input maxLength={64} autoComplete="off" />
            </Form.Item>
          </Card>
          <Flex vertical gap={16}>
            <ConferenceQuote form={form} />
            <ProblemAlert problem={problem} about="CONFERENCE" />
            <Button
              type="primary"
              htmlType="submit"
              size="large"
              icon={<UsergroupAddOutlined />}
              loading={isBusy}
              block
            >
              {words.startConference}
            </Button>
          </Flex>
        </div>
      </Form>
    </Page>
  );
}

function Parties(): ReactNode {
  const { words } = useLanguage();
  const form = Form.useFormInstance<Fields>();
  const once = {
    validator: (_rule: unknown, number: string | undefined) => {
      const { caller, callees } = form.getFieldsValue(['caller', 'callees']) as Fields;
      const same = [caller, ...callees].filter((one) => number && one && digitsOf(one) === digitsOf(number));
      return same.length > 1 ? Promise.reject(new Error(words.twice)) : Promise.resolve();
    },
  };
  return (
    <Form.List name="callees">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <Form.Item key={key} label={words.party(name + 1)} htmlFor={`callees_${name}`}>
              <Flex gap={8}>
                <Form.Item
                  name={name}
                  className="grow"
                  style={{ flex: 1, marginBottom: 0 }}
                  rules={[{ required: true, message: words.required }, callable(words), once]}
                >
                  <Input
                    id={`callees_${name}`}
                    inputMode="tel"
                    autoComplete="off"
                    maxLength={20}
                    placeholder="13800000061"
                  />
                </Form.Item>
                {fields.length > 2 && (
                  <Button
                    icon={<DeleteOutlined />}
                    aria-label={words.removeParty(name + 1)}
                    onClick={() => remove(name)}
                  />
                )}
              </Flex>
            </Form.Item>
          ))}
          <Button icon={<PlusOutlined />} disabled={fields.length >= MOST_CALLEES} onClick={() => add('')}>
            {words.addParty}
          </Button>
        </>
      )}
    </Form.List>
  );
}
