import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.tsx';

const LEAST = 10;
const MOST = 128;

/** For a new password; the service has the same bounds. */
export function PasswordField({ name, label }: { name: string; label: string }): ReactNode {
  const { words } = useLanguage();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={words.passwordRule}
      rules={[
        { required: true, message: words.required },
        { min: LEAST, message: words.passwordTooShort(LEAST) },
      ]}
      validateTrigger="onBlur"
    >
      <Input.Password autoComplete="new-password" maxLength={MOST} />
    </Form.Item>
  );
}
