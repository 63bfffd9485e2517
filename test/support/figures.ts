/**
 * How often a generator runs: a sample in the ordinary suite, the whole figure with `LONG=1` in the environment, for
 * which a test file is run by itself.
 */
export function figure(sample: number, whole: number): number {
  return process.env['LONG'] === '1' ? whole : sample;
}
