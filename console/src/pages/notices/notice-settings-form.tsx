import { Alert, Button, Flex, Form, InputNumber, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Language } from '../../api/generated/graphql.ts';
import { SetNoticeSettingsDocument } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';

interface Settings {
  readonly language: Language;
  readonly lowBalanceMinutes?: number | null | undefined;
}

type Threshold = 'DEFAULT' | 'NEVER' | 'OWN';

interface Fields {
  readonly language: Language;
  readonly threshold: Threshold;
  readonly minutes?: number;
}

/** Offered to who chooses a threshold and has none yet. */
const USUAL_MINUTES = 100;

export function NoticeSettingsForm({ settings }: { settings: Settings }): ReactNode {
  const { words } = useLanguage();
  const { notices } = words;
  const [form] = Form.useForm<Fields>();
  const [isDone, setDone] = useState(false);
  const { submit, isBusy, problem } = useSubmit(SetNoticeSettingsDocument);
  const threshold = Form.useWatch('threshold', form);
  const set = async ({ language, threshold: chosen, minutes }: Fields): Promise<void> => {
    const lowBalanceMinutes = { DEFAULT: null, NEVER: 0, OWN: minutes ?? null }[chosen];
    setDone((await submit({ input: { language, lowBalanceMinutes } })) !== null);
  };
  const { language, lowBalanceMinutes: minutes } = settings;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={set}
      onValuesChange={() => setDone(false)}
      initialValues={{ language, threshold: thresholdOf(minutes), minutes: minutes || USUAL_MINUTES }}
    >
      <Form.Item name="language" label={notices.language}>
        <Radio.Group options={[...optionsOf(notices.languages)]} />
      </Form.Item>
      <Form.Item name="threshold" label={notices.threshold} extra={notices.thresholdAbout}>
        <Radio.Group options={[...optionsOf(notices.thresholdKinds)]} className="column" />
      </Form.Item>
      {threshold === 'OWN' && (
        <Form.Item
          name="minutes"
          label={notices.thresholdMinutes}
          rules={[{ required: true, type: 'integer', min: 1, message: notices.thresholdRange }]}
        >
          <InputNumber controls={false} suffix={words.minutesShort} className="number" />
        </Form.Item>
      )}
      <Flex vertical gap={16} align="start">
        {isDone && <Alert type="success" showIcon role="status" title={notices.saved} />}
        <ProblemAlert problem={problem} />
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {notices.save}
        </Button>
      </Flex>
    </Form>
  );
}

function thresholdOf(minutes: number | null | undefined): Threshold {
  if (minutes == null) return 'DEFAULT';
  return minutes === 0 ? 'NEVER' : 'OWN';
}

function optionsOf(names: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}
