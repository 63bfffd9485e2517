import { readdir, readFile } from 'node:fs/promises';
import type { GraphQLNamedType } from 'graphql';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../src/adapters/graphql/schema.ts';
import type { Application } from '../src/application/application.ts';
import { permissionsPage } from './support/permissions-page.ts';
import { providerErrorsPage } from './support/provider-errors-page.ts';

/** Nothing is asked of the application while the schema is built. */
const schema = createSchema({} as Application);
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const builtIn = ['String', 'Boolean', 'Int', 'Float', 'ID'];

type Described = readonly [name: string, description: string | null | undefined];

function parts(type: GraphQLNamedType): readonly Described[] {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value.description]);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description]);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field): Described[] => [
    [`${type.name}.${field.name}`, field.description],
    ...field.args.map((arg): Described => [`${type.name}.${field.name}(${arg.name})`, arg.description]),
  ]);
}

/** The codes that the docstring of a use case promises after `@throws DomainError`. */
async function promisedBy(operation: string): Promise<readonly string[]> {
  const files: Record<string, string> = {
    disableService: 'enable-service',
    endSecretRotation: 'rotate-app-secret',
    resumeAccount: 'suspend-account',
    closeAccount: 'suspend-account',
    cancelTopUp: 'confirm-top-up',
    suspendService: 'change-service',
    resumeService: 'change-service',
    enableServiceFor: 'change-service',
    disableServiceFor: 'change-service',
    requestDisplayNumber: 'display-numbers',
    withdrawDisplayNumber: 'display-numbers',
    approveDisplayNumber: 'decide-display-number',
    rejectDisplayNumber: 'decide-display-number',
    revokeDisplayNumber: 'decide-display-number',
    enableWebhook: 'switch-webhook',
    disableWebhook: 'switch-webhook',
    testWebhook: 'send-anew',
    resendDelivery: 'send-anew',
  };
  const file = files[operation] ?? operation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const folder = new URL('../src/application/', import.meta.url);
  const paths = await readdir(folder, { recursive: true });
  const path = paths.find((one) => one === `${file}.ts` || one.endsWith(`/${file}.ts`)) ?? '';
  const source = await readFile(new URL(path, folder), 'utf8');
  const before = source.slice(0, source.indexOf(`export function ${operation}(`));
  const docstring = before.slice(before.lastIndexOf('/**'));
  const codes = /@throws DomainError ([A-Z_,\s*]+)/.exec(docstring)?.[1] ?? '';
  return codes.match(/[A-Z][A-Z_]+/g) ?? [];
}

function typeNamed(code: string): string {
  return code.toLowerCase().replace(/(?:^|_)(.)/g, (_all, letter: string) => letter.toUpperCase());
}

describe('The schema', () => {
  it('is what schema/schema.graphql says', async () => {
    const sdl = `${printSchema(lexicographicSortSchema(schema))}\n`;
    await expect(sdl).toMatchFileSnapshot('../schema/schema.graphql');
  });

  it('gives each operation to those whom docs/permissions.md names', async () => {
    const file = 'docs/permissions.md';
    const style = await prettier.resolveConfig(file);
    const page = await prettier.format(permissionsPage(schema), { ...style, filepath: file });
    await expect(page).toMatchFileSnapshot(`../${file}`);
  });

  it("has beside it docs/provider-errors.md, written from the table of the provider's codes", async () => {
    const file = 'docs/provider-errors.md';
    const style = await prettier.resolveConfig(file);
    const page = await prettier.format(providerErrorsPage(), { ...style, filepath: file });
    await expect(page).toMatchFileSnapshot(`../${file}`);
  });

  it('describes every type, field, argument and value', () => {
    const named = types.filter(({ name }) => !builtIn.includes(name));
    const described: readonly Described[] = [
      ...named.map((type): Described => [type.name, type.description]),
      ...types.flatMap(parts),
    ];
    expect(described.filter(([, description]) => description == null || description.trim() === '')).toEqual([]);
    expect(described.length).toBeGreaterThan(300);
  });

  it('takes one input object per mutation and answers with a union of its own', () => {
    const mutations = Object.values(schema.getMutationType()!.getFields());
    for (const { name, args, type } of mutations) {
      const capital = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      expect(args.map((arg) => `${arg.name}: ${String(arg.type)}`)).toEqual([`input: ${capital}Input!`]);
      expect(String(type)).toBe(`${capital}Result!`);
    }
    expect(mutations.length).toBeGreaterThan(10);
  });

  it('lets one selection name the fields of every rejection: a name has one type', () => {
    const rejections = types.filter(isObjectType).filter((type) => type.getInterfaces().length > 0);
    const fields = rejections.flatMap((type) => Object.values(type.getFields()));
    const typesOf = (name: string): string[] =>
      fields.filter((one) => one.name === name).map((one) => String(one.type));
    for (const { name } of fields) expect([name, ...new Set(typesOf(name))]).toHaveLength(2);
    expect(rejections.length).toBeGreaterThan(25);
  });

  const unions = types.filter(isUnionType).filter(({ name }) => name.endsWith('Result'));
  const operations = unions.map(({ name }) => `${name.charAt(0).toLowerCase()}${name.slice(1, -'Result'.length)}`);

  it.each(operations)(
    'lists for %s its success and exactly the rejections that the use case promises',
    async (name) => {
      const capital = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      const [success, ...rejections] = unions.find((union) => union.name === `${capital}Result`)!.getTypes();
      expect(success?.name).toBe(`${capital}Success`);
      expect(rejections.map((type) => type.name).sort()).toEqual([...(await promisedBy(name))].map(typeNamed).sort());
      for (const type of rejections) expect(type.getInterfaces().map((one) => one.name)).toEqual(['Rejection']);
    },
  );
});
