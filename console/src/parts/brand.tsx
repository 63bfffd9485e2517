import { TranslationOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../i18n/language.tsx';

export function Brand(): ReactNode {
  const { words } = useLanguage();
  return (
    <Link to="/" className="brand">
      <img src="/favicon.svg" width={28} height={28} alt="" />
      {words.brand}
    </Link>
  );
}

/** To the other language, in its own words. */
export function LanguageButton(): ReactNode {
  const { language, speak } = useLanguage();
  const isChinese = language === 'zh';
  return (
    <Button type="text" icon={<TranslationOutlined />} onClick={() => speak(isChinese ? 'en' : 'zh')}>
      <span lang={isChinese ? 'en' : 'zh-CN'}>{isChinese ? 'English' : '中文'}</span>
    </Button>
  );
}
