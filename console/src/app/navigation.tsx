import {
  ApiOutlined,
  AppstoreOutlined,
  BarChartOutlined,
  DashboardOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  FundProjectionScreenOutlined,
  MailOutlined,
  PhoneOutlined,
  ProfileOutlined,
  SendOutlined,
  TeamOutlined,
  UsergroupAddOutlined,
  WalletOutlined,
} from '@ant-design/icons';
import { Menu } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useLanguage } from '../i18n/language.tsx';
import type { Words } from '../i18n/words.ts';
import { useMember } from '../session/member.tsx';
import { may } from '../session/rights.ts';
import { rightFor } from './rights-of-pages.ts';

interface Place {
  readonly to: string;
  readonly icon: ReactNode;
  readonly name: keyof Words['places'];
}

const OVERVIEW: Place = { to: '/', icon: <DashboardOutlined />, name: 'overview' };

const GROUPS: Record<keyof Words['groups'], readonly Place[]> = {
  calls: [
    { to: '/call', icon: <PhoneOutlined />, name: 'call' },
    { to: '/conference', icon: <UsergroupAddOutlined />, name: 'conference' },
    { to: '/live', icon: <FundProjectionScreenOutlined />, name: 'live' },
    { to: '/records', icon: <FileSearchOutlined />, name: 'records' },
    { to: '/statistics', icon: <BarChartOutlined />, name: 'statistics' },
  ],
  money: [
    { to: '/top-up', icon: <WalletOutlined />, name: 'topUp' },
    { to: '/bills', icon: <FileDoneOutlined />, name: 'bills' },
    { to: '/ledger', icon: <ProfileOutlined />, name: 'ledger' },
  ],
  account: [
    { to: '/apps', icon: <AppstoreOutlined />, name: 'apps' },
    { to: '/keys', icon: <ApiOutlined />, name: 'keys' },
    { to: '/receivers', icon: <SendOutlined />, name: 'receivers' },
    { to: '/members', icon: <TeamOutlined />, name: 'members' },
    { to: '/notices', icon: <MailOutlined />, name: 'notices' },
  ],
};

/** What the member's role may open; the page's own place is marked. */
export function Navigation({ onChosen }: { onChosen?: () => void }): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const { pathname } = useLocation();
  const item = ({ to, icon, name }: Place) => ({ key: to, icon, label: <Link to={to}>{words.places[name]}</Link> });
  const isOpen = ({ to }: Place): boolean => {
    const right = rightFor(to);
    return right === null || may(role, right);
  };
  const groups = (Object.keys(GROUPS) as (keyof typeof GROUPS)[])
    .map((key) => ({ key, places: GROUPS[key].filter(isOpen) }))
    .filter(({ places }) => places.length > 0);
  const here = `/${pathname.split('/')[1] ?? ''}`.replace(/^\/(call|conference)s$/, '/records');
  return (
    <nav aria-label={words.navigation}>
      <Menu
        mode="inline"
        selectedKeys={[here]}
        onClick={() => onChosen?.()}
        items={[
          item(OVERVIEW),
          ...groups.map(({ key, places }) => ({
            key,
            type: 'group' as const,
            label: words.groups[key],
            children: places.map(item),
          })),
        ]}
      />
    </nav>
  );
}
