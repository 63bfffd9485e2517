const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NOBODY = '00000000-0000-0000-0000-000000000000';

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** An id as a client wrote it. What is no UUID cannot be anybody's: it becomes the one that nothing has. */
export function idFrom<Id extends string>(text: string): Id {
  const id = text.toLowerCase();
  return (isUuid(id) ? id : NOBODY) as Id;
}
