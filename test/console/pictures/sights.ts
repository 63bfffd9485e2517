import type { Language, Visitor } from '../visitor.ts';
import type { Company } from './company.ts';

/** What a picture shows. */
export interface Sight {
  readonly name: string;
  readonly path: (company: Company) => string | Promise<string>;
  /** Waits for what shall be seen, after the page has been opened. */
  readonly until?: (visitor: Visitor) => Promise<void>;
  /** Who looks: the company's owner, where nothing is said. */
  readonly who?: 'NOBODY' | 'NEWCOMER';
  /** All of the page, not only what a screen has room for. */
  readonly isWhole?: boolean;
}

interface TourSight extends Sight {
  readonly language: Language;
  readonly size: 'wide' | 'phone';
  /** Pixels of the picture. */
  readonly width: number;
}

const at = (path: string) => () => path;
const aCall = async (company: Company): Promise<string> => `/calls/${await company.longerCall()}`;
const aConference = async (company: Company): Promise<string> => `/conferences/${await company.longerConference()}`;
const talking = ({ page }: Visitor): Promise<void> => page.locator('.ant-tag-success').first().waitFor();
const settled = (visitor: Visitor): Promise<void> => visitor.sees(/已结算，|Settled; /);
const aBoard = async (company: Company): Promise<string> => {
  await company.beBusy();
  return '/live';
};
/** Where there is such a thing at this width. */
const press =
  (selector: string) =>
  async ({ page }: Visitor): Promise<void> => {
    const thing = page.locator(selector).first();
    if (await thing.isVisible()) await thing.click();
    await page.waitForTimeout(300);
  };

/** Every page, for who looks at all of them. */
export const album: readonly Sight[] = [
  { name: 'sign-in', path: at('/sign-in'), who: 'NOBODY' },
  { name: 'sign-up', path: at('/sign-up'), who: 'NOBODY' },
  { name: 'reset', path: at('/reset'), who: 'NOBODY' },
  { name: 'invitation', path: at('/invitation'), who: 'NOBODY' },
  { name: 'sign-up-faults', path: at('/sign-up'), who: 'NOBODY', until: press('button[type=submit]') },
  { name: 'first-steps', path: at('/'), who: 'NEWCOMER' },
  { name: 'overview', path: at('/') },
  { name: 'menu', path: at('/'), until: press('.shell-menu') },
  { name: 'apps', path: at('/apps') },
  { name: 'app-new', path: at('/apps'), until: press('.page-head button') },
  { name: 'app', path: ({ owner }) => `/apps/${owner.appId}` },
  { name: 'top-up', path: at('/top-up') },
  { name: 'call', path: at('/call') },
  { name: 'call-faults', path: at('/call?callee=10086'), until: press('button[type=submit]') },
  { name: 'call-talking', path: aCall, until: talking },
  { name: 'call-settled', path: aCall, until: settled },
  { name: 'conference', path: at('/conference') },
  { name: 'conference-talking', path: aConference, until: talking },
  { name: 'live-empty', path: at('/live') },
  { name: 'records', path: at('/records') },
  { name: 'records-conferences', path: at('/records?kind=CONFERENCE') },
  { name: 'ledger', path: at('/ledger') },
  { name: 'statistics', path: at('/statistics') },
  { name: 'bills', path: at('/bills') },
  { name: 'notices', path: at('/notices') },
  { name: 'receivers', path: at('/receivers') },
  { name: 'members', path: at('/members') },
  { name: 'keys', path: at('/keys') },
  { name: 'key-new', path: at('/keys'), until: press('.page-head button') },
  { name: 'settings', path: at('/settings') },
  { name: 'no-such-page', path: at('/no-such-page') },
  { name: 'live', path: aBoard, until: talking },
  { name: 'overview-busy', path: at('/') },
];

const wide = { language: 'en', size: 'wide', width: 1080 } as const;
const phone = { language: 'zh', size: 'phone', width: 390 } as const;

/** What the README shows. */
export const tour: readonly TourSight[] = [
  { ...wide, name: 'first-steps', path: at('/'), who: 'NEWCOMER' },
  { ...wide, name: 'call', path: aCall, until: talking },
  { ...wide, name: 'conference', path: aConference, until: talking },
  { ...wide, name: 'live', path: aBoard, until: talking },
  { ...phone, name: 'phone-overview', path: at('/') },
  { ...phone, name: 'phone-call', path: at('/call') },
  { ...phone, name: 'phone-talking', path: aCall, until: talking },
];
