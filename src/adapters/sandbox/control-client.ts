const timeoutMs = 5000;

/**
 * Posts to one of the sandbox's control endpoints and returns the answer, whose fields must be strings. Rejects when
 * the sandbox refuses with another status than those expected, or is silent for 5 seconds of wall time.
 */
export async function postToSandbox<Name extends string>(
  baseUrl: string,
  path: string,
  body: object,
  fields: readonly Name[],
  expected: readonly number[] = [],
): Promise<Record<Name, string>> {
  const response = await fetch(new URL(path, baseUrl), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer = (await response.json()) as Partial<Record<string, unknown>>;
  if (!response.ok && !expected.includes(response.status))
    throw new Error(`The sandbox answered ${response.status} to ${path}: ${String(answer['msg'])}`);
  const values = fields.map((name) => {
    const value = answer[name];
    if (typeof value !== 'string') throw new Error(`The sandbox answered ${path} without '${name}'.`);
    return [name, value] as const;
  });
  return Object.fromEntries(values) as Record<Name, string>;
}
