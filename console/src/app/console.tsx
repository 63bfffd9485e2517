import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { BrowserRouter } from 'react-router';
import { LanguageProvider, useLanguage } from '../i18n/language.tsx';
import { Boundary } from '../parts/boundary.tsx';
import { Places } from './places.tsx';
import { theme } from './theme.ts';

export function Console(): ReactNode {
  return (
    <LanguageProvider>
      <Dressed>
        <Boundary>
          <BrowserRouter>
            <Places />
          </BrowserRouter>
        </Boundary>
      </Dressed>
    </LanguageProvider>
  );
}

function Dressed({ children }: { children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={theme}
      button={{ autoInsertSpace: false }}
      form={{ scrollToFirstError: { focus: true } }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
