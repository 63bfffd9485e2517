import { Alert, Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { AppsDocument } from '../api/generated/graphql.ts';
import { useAsk } from '../api/use-ask.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useMay } from '../session/member.tsx';
import { Answered } from './page.tsx';

/** The field `appId`: by which app is called. Where only one can, it is chosen already. */
export function AppChoice(): ReactNode {
  const asked = useAsk(AppsDocument, {}, { about: ['App'] });
  return <Answered asked={asked}>{({ apps }) => <Choice apps={apps} />}</Answered>;
}

interface Choosable {
  readonly id: string;
  readonly name: string;
  readonly service: 'ENABLED' | 'DISABLED' | 'SUSPENDED';
}

function Choice({ apps }: { apps: readonly Choosable[] }): ReactNode {
  const { words } = useLanguage();
  const mayBuild = useMay()('BUILD');
  const form = Form.useFormInstance<{ appId: string }>();
  const usable = apps.filter(({ service }) => service === 'ENABLED');
  const first = usable[0]?.id;
  useEffect(() => {
    if (first !== undefined && form.getFieldValue('appId') === undefined) form.setFieldValue('appId', first);
  }, [form, first]);
  if (first === undefined)
    return (
      <Alert
        type="warning"
        showIcon
        className="row"
        title={mayBuild ? words.noUsableApp : words.waitForOwner}
        action={mayBuild && <Link to="/apps">{words.steps.enable}</Link>}
      />
    );
  return (
    <Form.Item name="appId" label={words.app} hidden={usable.length === 1} rules={[{ required: true }]}>
      <Select options={usable.map(({ id, name }) => ({ value: id, label: name }))} />
    </Form.Item>
  );
}
