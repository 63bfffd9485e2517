import { PhoneOutlined } from '@ant-design/icons';
import { Button, Card, Collapse, Flex, Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { StartCallDocument } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { AppChoice } from '../../parts/app-choice.tsx';
import { DialPad } from '../../parts/dial-pad.tsx';
import { callable } from '../../parts/number-rule.ts';
import { digitsOf } from '../../parts/phone-number.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { useOrderKey } from '../../parts/use-order-key.ts';
import { useMember } from '../../session/member.tsx';
import { CallQuote } from './call-quote.tsx';

interface Fields {
  readonly appId: string;
  readonly caller: string;
  readonly callee: string;
  readonly maxMinutes?: number | null;
  readonly reference?: string;
}

/** Places a call: the caller's telephone rings first, then the callee's. */
export function Dial(): ReactNode {
  const { words } = useLanguage();
  const { mobile } = useMember();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [form] = Form.useForm<Fields>();
  const order = useOrderKey();
  const { submit, isBusy, problem } = useSubmit(StartCallDocument, order.refused);
  const required = { required: true, message: words.required };
  const differs = {
    validator: (_rule: unknown, callee: string | undefined) =>
      callee !== undefined && callee !== '' && digitsOf(callee) === digitsOf(form.getFieldValue('caller') as string)
        ? Promise.reject(new Error(words.sameNumber))
        : Promise.resolve(),
  };
  const dial = async ({ appId, caller, callee, maxMinutes, reference }: Fields): Promise<void> => {
    const wanted = {
      appId,
      caller,
      callee,
      maxDurationSeconds: maxMinutes == null ? null : maxMinutes * 60,
      reference: reference || null,
    };
    const idempotencyKey = order.key(JSON.stringify(wanted));
    const done = await submit({ input: { ...wanted, idempotencyKey } });
    if (done !== null) await navigate(`/calls/${done.call.id}`);
  };
  const press = (digit: string): void => {
    form.setFieldValue('callee', `${(form.getFieldValue('callee') as string | undefined) ?? ''}${digit}`);
    void form.validateFields(['callee']).catch(() => undefined);
  };
  return (
    <Page title={words.places.call} about={words.callAbout}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={dial}
        initialValues={{ caller: search.get('caller') ?? mobile, callee: search.get('callee') ?? '' }}
      >
        <div className="two">
          <Card>
            <AppChoice />
            <Form.Item name="caller" label={words.caller} extra={words.callerAbout} rules={[required, callable(words)]}>
              <Input inputMode="tel" autoComplete="off" maxLength={20} />
            </Form.Item>
            <Form.Item
              name="callee"
              label={words.callee}
              dependencies={['caller']}
              rules={[required, callable(words), differs]}
            >
              <Input
                inputMode="tel"
                autoComplete="off"
                maxLength={20}
                size="large"
                autoFocus
                placeholder="13800000061"
              />
            </Form.Item>
            <DialPad press={press} />
          </Card>
          <Flex vertical gap={16}>
            <CallQuote form={form} />
            <Collapse items={[{ key: 'more', label: words.more, forceRender: true, children: <More /> }]} />
            <ProblemAlert problem={problem} />
            <Button type="primary" htmlType="submit" size="large" icon={<PhoneOutlined />} loading={isBusy} block>
              {words.dial}
            </Button>
          </Flex>
        </div>
      </Form>
    </Page>
  );
}

function More(): ReactNode {
  const { words } = useLanguage();
  return (
    <>
      <Form.Item name="maxMinutes" label={words.maxMinutes} extra={words.maxMinutesAbout}>
        <InputNumber min={1} max={120} precision={0} controls={false} suffix={words.minutesShort} />
      </Form.Item>
      <Form.Item name="reference" label={words.reference} extra={words.referenceAbout}>
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
    </>
  );
}
