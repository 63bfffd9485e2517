import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AesSecrets } from '../../../src/adapters/system/aes-secrets.ts';
import { SignedDownloads } from '../../../src/adapters/system/signed-downloads.ts';
import type { Download } from '../../../src/domain/download.ts';
import { LONGEST_LINK_SECONDS, linkEnd } from '../../../src/domain/download.ts';
import * as a from '../../support/a.ts';

const PUBLIC_URL = 'https://calls.example.cn';

function linksUnder(byte: number): SignedDownloads {
  const key = Buffer.alloc(32, byte);
  return new SignedDownloads(key, new AesSecrets(key), PUBLIC_URL);
}

const links = linksUnder(1);
const one: Download = {
  kind: 'ledger.csv',
  account: a.accountId,
  subject: '{"caller":"13800000001"}',
  fileName: '流水 2026/03.csv',
  expires: a.noon,
};
const pathOf = (link: string): string => link.slice(PUBLIC_URL.length);

it('gives back what a link was made for', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1, unit: 'grapheme' }), (subject, fileName) => {
      const given = { ...one, subject, fileName };
      expect(links.read(pathOf(links.linkTo(given)))).toEqual(given);
    }),
  );
});

it('takes no link of which any one character is another', () => {
  const link = pathOf(links.linkTo(one));
  for (let place = 0; place < link.length; place++) {
    for (const other of ['A', 'z', '0', '/', '%', '-']) {
      if (link[place] === other) continue;
      const changed = link.slice(0, place) + other + link.slice(place + 1);
      expect([changed, links.read(changed)]).toEqual([changed, null]);
    }
  }
});

it('takes no link that was cut, lengthened, or made with another key', () => {
  const link = pathOf(links.linkTo(one));
  for (const changed of [link.slice(0, -1), `${link}A`, `${link}&expires=9999999999`, `/x${link}`, ''])
    expect(links.read(changed)).toBeNull();
  expect(linksUnder(2).read(link)).toBeNull();
});

it('does not show a telephone number that the subject holds', () => {
  const link = links.linkTo(one);
  expect(decodeURIComponent(link)).not.toContain('13800000001');
  expect(Buffer.from(link.split('/')[6]!.split('.')[1]!, 'base64url').toString('latin1')).not.toContain('13800000001');
});

it('makes links of at most 30 days', () => {
  expect(linkEnd(a.noon, LONGEST_LINK_SECONDS)).toEqual(a.after(30 * 86_400));
  expect(() => linkEnd(a.noon, LONGEST_LINK_SECONDS + 1)).toThrow('30 days');
});
