/** For what only a bug can make false. Never caught: a corrupt row or a broken rule stops here instead of spreading. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}.`);
}
