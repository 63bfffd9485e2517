import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as documentNodes from '@graphql-codegen/typed-document-node';
import * as types from '@graphql-codegen/typescript';
import * as operations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

/**
 * `npm run generate`: types and documents of all that the console asks, from the checked-in schema. They are made anew by
 * every build and check, and kept nowhere else; an operation that the schema does not take ends it here.
 */
const sources = join(import.meta.dirname, 'src');
const folder = join(sources, 'api/generated');
const filename = join(folder, 'graphql.ts');

async function documents(): Promise<{ location: string; document: ReturnType<typeof parse> }[]> {
  const names = await readdir(sources, { recursive: true });
  const found = names.filter((name) => name.endsWith('.graphql')).sort();
  const read = async (name: string) => ({
    location: name,
    document: parse(await readFile(join(sources, name), 'utf8')),
  });
  return Promise.all(found.map(read));
}

const schema = parse(await readFile(join(import.meta.dirname, '../schema/schema.graphql'), 'utf8'));
const made = await codegen({
  filename,
  schema,
  documents: await documents(),
  config: {
    enumsAsTypes: true,
    useTypeImports: true,
    onlyOperationTypes: true,
    strictScalars: true,
    documentMode: 'graphQLTag',
    gqlImport: '../gql.ts#gql',
    dedupeFragments: true,
    scalars: { Money: 'string', DateTime: 'string', Month: 'string', Count: 'number', ID: 'string' },
  },
  plugins: [{ typescript: {} }, { operations: {} }, { documentNodes: {} }],
  pluginMap: { typescript: types, operations, documentNodes },
});
await mkdir(folder, { recursive: true });
await writeFile(filename, made);
