import { expect, it, onTestFinished } from 'vitest';
import { startApi } from './api.ts';
import { customerOf } from './customer.ts';

const mutation = `mutation Set($input: SetNoticeSettingsInput!) { setNoticeSettings(input: $input) {
  __typename
  ... on SetNoticeSettingsSuccess { account { noticeSettings { language lowBalanceMinutes } } }
  ... on ThresholdOutOfRange { code minimumMinutes maximumMinutes }
} }`;

it('An account chooses the language of its notices and the threshold of few minutes (NOTICE-2)', async () => {
  const api = await startApi();
  onTestFinished(() => api.stop());
  const owner = await customerOf(api);
  const set = async (input: object) =>
    (await api.ask<{ setNoticeSettings: unknown }>(mutation, { input }, owner.token)).data.setNoticeSettings;
  const settings = { language: 'EN', lowBalanceMinutes: 500 };
  const success = { __typename: 'SetNoticeSettingsSuccess' };
  expect(await set(settings)).toEqual({ ...success, account: { noticeSettings: settings } });
  expect(await set({ language: 'ZH' })).toMatchObject({
    account: { noticeSettings: { language: 'ZH', lowBalanceMinutes: null } },
  });
  expect(await set({ ...settings, lowBalanceMinutes: -1 })).toEqual({
    __typename: 'ThresholdOutOfRange',
    code: 'THRESHOLD_OUT_OF_RANGE',
    minimumMinutes: 0,
    maximumMinutes: 1_000_000,
  });
});
