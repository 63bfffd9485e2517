import type { Bug } from '../bug.ts';
import { billCheckBugs } from './bill-checks.ts';
import { billBugs } from './bills.ts';
import { callbackBugs } from './callbacks.ts';
import { diallingBugs } from './dialling.ts';
import { moneyBugs } from './money.ts';
import { storageBugs } from './storage.ts';
import { wallBugs } from './walls.ts';

export const bugs: readonly Bug[] = [
  ...moneyBugs,
  ...billBugs,
  ...billCheckBugs,
  ...diallingBugs,
  ...callbackBugs,
  ...storageBugs,
  ...wallBugs,
];
