import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.tsx';

/** For a new password; the service has the same bounds. */
export function PasswordField({ name, label }: { name: string; label: string }): ReactNode {
  const { words } = useLanguage();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={words.passwordRule}
      rules={[{ required: true, min: 10, max: 128, message: words.passwordRule }]}
      validateTrigger="onBlur"
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  );
}
