import { People0001 } from './0001-people.ts';
import { Calls0002 } from './0002-calls.ts';
import { Ledger0003 } from './0003-ledger.ts';
import { Journal0004 } from './0004-journal.ts';
import { Access0005 } from './0005-access.ts';

/** By name and in order: a glob would run whatever lies in a folder. */
export const migrations = [People0001, Calls0002, Ledger0003, Journal0004, Access0005];
