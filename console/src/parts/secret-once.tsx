import { Alert, Modal, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.tsx';

interface SecretOnceProps {
  readonly isOpen: boolean;
  readonly name: string;
  readonly secret: string;
  readonly close: () => void;
}

/** What the service tells once and never again: it is closed by a button only, and kept nowhere here. */
export function SecretOnce({ isOpen, name, secret, close }: SecretOnceProps): ReactNode {
  const { words } = useLanguage();
  return (
    <Modal
      open={isOpen}
      title={words.secretTitle(name)}
      okText={words.secretKept}
      onOk={close}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      cancelButtonProps={{ hidden: true }}
    >
      <SecretText name={name} secret={secret} />
    </Modal>
  );
}

export function SecretText({ name, secret }: { name: string; secret: string }): ReactNode {
  const { words } = useLanguage();
  return (
    <Alert
      type="warning"
      showIcon
      title={words.secretAbout(name)}
      description={
        <Typography.Text code copyable className="secret">
          {secret}
        </Typography.Text>
      }
    />
  );
}
