import { registerEnumType } from 'type-graphql';

/** Registers an enum from its values' descriptions: none can be forgotten, and the compiler checks that all are there. */
export function describedEnum<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): Readonly<Record<Value, Value>> {
  const names = Object.keys(values) as Value[];
  const type = Object.fromEntries(names.map((value) => [value, value])) as Record<Value, Value>;
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType(type, { name, description, valuesConfig: valuesConfig as Record<Value, { description: string }> });
  return type;
}
