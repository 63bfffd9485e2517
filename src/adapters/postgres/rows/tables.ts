import type { EntitySchema } from 'typeorm';
import { billCheckTable, lineCheckTable } from './bill-check-rows.ts';
import { billTable } from './bill-rows.ts';
import { accountTable } from './account-rows.ts';
import { alarmTable } from './alarm-rows.ts';
import { apiKeyTable } from './api-key-rows.ts';
import { appTable } from './app-rows.ts';
import { callTable } from './call-rows.ts';
import { callbackTable } from './callback-rows.ts';
import { calleeTable } from './callee-rows.ts';
import { clockTable } from './clock-rows.ts';
import { codeTable } from './code-rows.ts';
import { attemptTable, deliveryTable } from './delivery-rows.ts';
import { displayNumberTable } from './display-number-rows.ts';
import { decisionTable, eventTable } from './event-rows.ts';
import { invitationTable } from './invitation-rows.ts';
import { transferTable } from './ledger-rows.ts';
import { loginTable } from './login-rows.ts';
import { memberTable } from './member-rows.ts';
import { noticeMailTable, noticeTable } from './notice-rows.ts';
import { operatorActionTable, operatorLoginTable, operatorTable } from './operator-rows.ts';
import { replicaTable } from './replica-rows.ts';
import { participantTable } from './participant-rows.ts';
import { requestTable } from './request-rows.ts';
import { discrepancyTable, resolutionTable } from './resolution-rows.ts';
import { settingTable } from './setting-rows.ts';
import { topUpTable } from './top-up-rows.ts';
import { triesTable } from './tries-rows.ts';
import { turnTable } from './turn-rows.ts';
import { webhookTable } from './webhook-rows.ts';

/** The tables that hold what belongs to somebody: row-level security is forced on each. */
export const guardedTables: readonly EntitySchema[] = [
  accountTable,
  billTable,
  billCheckTable,
  lineCheckTable,
  memberTable,
  invitationTable,
  apiKeyTable,
  loginTable,
  codeTable,
  appTable,
  callTable,
  participantTable,
  topUpTable,
  transferTable,
  resolutionTable,
  discrepancyTable,
  alarmTable,
  requestTable,
  callbackTable,
  displayNumberTable,
  webhookTable,
  deliveryTable,
  attemptTable,
  eventTable,
  decisionTable,
  operatorTable,
  operatorLoginTable,
  operatorActionTable,
  calleeTable,
  replicaTable,
  triesTable,
  turnTable,
  noticeTable,
  noticeMailTable,
];

export const tables: readonly EntitySchema[] = [...guardedTables, clockTable, settingTable];
