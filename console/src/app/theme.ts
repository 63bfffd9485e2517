import type { ThemeConfig } from 'antd';

/** Ant Design's own look, with colours that stand out from their ground at 4.5 to 1 and more (WCAG AA). */
export const theme: ThemeConfig = {
  cssVar: { key: 'zx' },
  token: {
    colorPrimary: '#0b5cad',
    colorInfo: '#0b5cad',
    colorLink: '#0b5cad',
    colorSuccess: '#1d6b0c',
    colorWarning: '#8a4b00',
    colorError: '#b3151f',
    // Grounds of labels and notes. Those that would follow from the colours above are too dark for words in them.
    colorInfoBg: '#eaf3fb',
    colorSuccessBg: '#eef7ea',
    colorWarningBg: '#fdf3e4',
    colorErrorBg: '#fdeeee',
    colorTextSecondary: '#3f4753',
    colorTextTertiary: '#4d5562',
    colorTextDescription: '#4d5562',
    colorTextPlaceholder: '#676e7a',
    borderRadius: 8,
    fontSize: 14,
  },
  components: {
    Menu: { activeBarBorderWidth: 0 },
    Layout: { headerBg: '#ffffff', siderBg: '#ffffff', bodyBg: '#f4f6f9', headerHeight: 60 },
  },
};
