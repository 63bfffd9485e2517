/** Addresses that lead to us, to our neighbours or nowhere, in the forms in which they are smuggled. */
const v4 = ['127.0.0.1', '127.1.2.3', '169.254.169.254', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1'];
const odd4 = [
  ...['0.0.0.0', '0.1.2.3', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1'],
  ...['239.255.255.255', '240.0.0.1', '255.255.255.255', '192.88.99.1', '100.127.255.255', '172.31.255.255'],
];
const v6 = [
  ...['::', '::1', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', 'ff0e::1', '2001:db8::1', '2001::1', '2002::1'],
  ...['100::1', '64:ff9b::1', '64:ff9b:1::1', 'fec0::1', '2001:10::1', '2001:20::1', '3fff::1', '5f00::1', '4000::1'],
];

/** As `inet_aton` takes an IPv4 address: in one number, in octal, in hexadecimal, with parts left out, and mixed. */
function forms(address: string): readonly string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const number = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const octal = (part: number): string => `0${part.toString(8)}`;
  const hex = (part: number): string => `0x${part.toString(16)}`;
  return [
    address,
    `${address}.`,
    String(number),
    hex(number),
    octal(number),
    [a, b, c, d].map(octal).join('.'),
    [a, b, c, d].map(hex).join('.'),
    `${a}.${(b << 16) | (c << 8) | d}`,
    `${a}.${b}.${(c << 8) | d}`,
    `${hex(a)}.${b}.${octal(c)}.${d}`,
    [...address].map((one) => (one === '.' ? '。' : String.fromCodePoint(0xff10 + Number(one)))).join(''),
  ];
}

/** Inside IPv6: mapped, compatible, translated, 6to4, Teredo, and an interface identifier of ISATAP. */
function embedded(address: string): readonly string[] {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  const [high, low] = [bytes.slice(0, 2).join(''), bytes.slice(2).join('')];
  return [
    `[::ffff:${address}]`,
    `[::ffff:${high}:${low}]`,
    `[0:0:0:0:0:ffff:${high}:${low}]`,
    `[::${address}]`,
    `[64:ff9b::${high}:${low}]`,
    `[2002:${high}:${low}::1]`,
    `[2001:0:${high}:${low}::1]`,
    `[fe80::5efe:${high}:${low}]`,
  ];
}

/** Hosts as they stand in a URL. */
export const hostileHosts: readonly string[] = [
  ...v4.flatMap((address) => [...forms(address), ...embedded(address)]),
  ...odd4,
  ...v6.map((address) => `[${address}]`),
];

/** What a hostile name resolves to: each with addresses among which one at least is not public. */
export const hostileAnswers: readonly (readonly string[])[] = [
  ...[...v4, ...odd4, ...v6].map((address) => [address]),
  ...v4.map((address) => ['93.184.215.14', address]),
  ...v6.map((address) => ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', address]),
  ...v4.map((address) => [`::ffff:${address}`]),
  [],
  ['not an address'],
];
