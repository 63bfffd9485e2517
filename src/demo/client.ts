import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

type Answer = Readonly<Record<string, unknown>>;

/** A small GraphQL client: queries and mutations over HTTP, subscriptions over WebSocket, with one bearer token. */
export class DemoClient {
  constructor(
    private readonly url: string,
    public token: string | null = null,
  ) {}

  /** The answer's data. Rejects on any GraphQL error. */
  async ask<Data>(query: string, variables: Answer = {}): Promise<Data> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.token && { authorization: `Bearer ${this.token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: Data; errors?: readonly { message: string }[] };
    if (errors !== undefined || data === undefined)
      throw new Error(errors?.map((one) => one.message).join('; ') ?? 'no data');
    return data;
  }

  /** Runs one mutation whose result is a union, and answers with what it gave, success or rejection. */
  async mutate<Result>(
    name: string,
    input: Answer,
    success: string,
  ): Promise<Result & { __typename: string; message?: string }> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const query = `mutation ($input: ${type}Input!) {
      result: ${name}(input: $input) { __typename ... on ${type}Success { ${success} } ... on Rejection { code message } }
    }`;
    const { result } = await this.ask<{ result: Result & { __typename: string; message?: string } }>(query, { input });
    return result;
  }

  /** Each payload of a subscription until it completes. */
  async *follow<Data>(query: string, variables: Answer): AsyncGenerator<Data> {
    const client = createClient({
      url: `${this.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${this.token ?? ''}` },
      retryAttempts: 3,
    });
    try {
      for await (const { data, errors } of client.iterate<Data>({ query, variables })) {
        if (errors !== undefined) throw new Error(errors.map((one) => one.message).join('; '));
        if (data != null) yield data;
      }
    } finally {
      await client.dispose();
    }
  }
}

/** The answer of one of the sandbox's pages of truth. */
export async function sandboxTruth<Truth>(sandboxUrl: string, path: string): Promise<Truth> {
  const response = await fetch(`${sandboxUrl}${path}`);
  if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${path}.`);
  return (await response.json()) as Truth;
}
