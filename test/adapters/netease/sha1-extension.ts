/**
 * The classic attack on SHA-1(secret + text): from a digest and the length of what it covers, the digest of the same
 * message with padding and `tail` after it, without knowing the message.
 */
export function extendSha1(digest: string, length: number, tail: string): { suffix: Buffer; digest: string } {
  const padding = paddingFor(length);
  const suffix = Buffer.concat([padding, Buffer.from(tail)]);
  const state = Buffer.from(digest, 'hex');
  const words = [0, 4, 8, 12, 16].map((offset) => state.readUInt32BE(offset));
  const rest = Buffer.concat([Buffer.from(tail), paddingFor(length + suffix.length)]);
  const extended = Buffer.alloc(20);
  compress(words, rest).forEach((word, index) => extended.writeUInt32BE(word, index * 4));
  return { suffix, digest: extended.toString('hex') };
}

function paddingFor(length: number): Buffer {
  const padding = Buffer.alloc(((119 - (length % 64)) % 64) + 9);
  padding[0] = 0x80;
  padding.writeUInt32BE(length * 8, padding.length - 4);
  return padding;
}

const rotate = (word: number, by: number): number => ((word << by) | (word >>> (32 - by))) >>> 0;

/** One block of 64 bytes. */
function compress([h0 = 0, h1 = 0, h2 = 0, h3 = 0, h4 = 0]: number[], block: Buffer): number[] {
  const words = Array.from({ length: 16 }, (_, index) => block.readUInt32BE(index * 4));
  let [a, b, c, d, e] = [h0, h1, h2, h3, h4];
  for (let round = 0; round < 80; round += 1) {
    if (round >= 16) {
      const mixed = words[round - 3]! ^ words[round - 8]! ^ words[round - 14]! ^ words[round - 16]!;
      words.push(rotate(mixed >>> 0, 1));
    }
    const [choice, constant] = roundOf(round, b, c, d);
    const next = (rotate(a, 5) + choice + e + constant + words[round]!) % 2 ** 32;
    [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
  }
  return [h0 + a, h1 + b, h2 + c, h3 + d, h4 + e].map((word) => word % 2 ** 32);
}

function roundOf(round: number, b: number, c: number, d: number): [number, number] {
  if (round < 20) return [((b & c) | (~b & d)) >>> 0, 0x5a827999];
  if (round < 40) return [(b ^ c ^ d) >>> 0, 0x6ed9eba1];
  if (round < 60) return [((b & c) | (b & d) | (c & d)) >>> 0, 0x8f1bbcdc];
  return [(b ^ c ^ d) >>> 0, 0xca62c1d6];
}
