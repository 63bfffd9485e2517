import type { ReactNode } from 'react';
import { createContext, use, useEffect, useState } from 'react';
import { en } from './en.ts';
import type { Words } from './words.ts';
import { zh } from './zh.ts';

export type Language = 'zh' | 'en';

interface Spoken {
  readonly language: Language;
  readonly words: Words;
  readonly speak: (language: Language) => void;
}

const KEY = 'language';
const dictionaries: Record<Language, Words> = { zh, en };
const LanguageContext = createContext<Spoken>({ language: 'zh', words: zh, speak: () => undefined });

/** The language that was chosen in this browser, or else the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(preferred);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const speak = (chosen: Language): void => {
    localStorage.setItem(KEY, chosen);
    setLanguage(chosen);
  };
  return <LanguageContext value={{ language, words: dictionaries[language], speak }}>{children}</LanguageContext>;
}

export function useLanguage(): Spoken {
  return use(LanguageContext);
}

/** What the service calls the language in which the console speaks. */
export function useServiceLanguage(): 'ZH' | 'EN' {
  return useLanguage().language === 'zh' ? 'ZH' : 'EN';
}

function preferred(): Language {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}
