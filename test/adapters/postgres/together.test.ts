import { expect, it } from 'vitest';
import { together } from '../../../src/adapters/postgres/together.ts';

/** What was asked together, each answered when the test says so. */
class Question {
  readonly asked: { keys: readonly string[]; answer: () => void; fail: (why: Error) => void }[] = [];

  readonly ask = together(
    (keys: readonly string[]) =>
      new Promise<readonly string[]>((resolve, reject) => {
        this.asked.push({ keys, answer: () => resolve(keys.map((key) => `${key}!`)), fail: reject });
      }),
  );

  get keys(): readonly (readonly string[])[] {
    return this.asked.map(({ keys }) => keys);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('who asks while a question is under way goes with the next, and each is told its own', async () => {
  const question = new Question();
  const first = question.ask('a');
  await turn();
  const others = ['b', 'c', 'b'].map((key) => question.ask(key));
  await turn();
  expect(question.keys).toEqual([['a']]);
  question.asked[0]!.answer();
  expect(await first).toBe('a!');
  await turn();
  expect(question.keys).toEqual([['a'], ['b', 'c', 'b']]);
  question.asked[1]!.answer();
  expect(await Promise.all(others)).toEqual(['b!', 'c!', 'b!']);
});

it('a question that fails is told to all who asked it, and to nobody else', async () => {
  const question = new Question();
  const [one, other] = [question.ask('a'), question.ask('b')].map((answer) => answer.catch(String));
  await turn();
  const later = question.ask('c');
  question.asked[0]!.fail(new Error('lost'));
  expect([await one, await other]).toEqual(['Error: lost', 'Error: lost']);
  await turn();
  question.asked[1]!.answer();
  expect(await later).toBe('c!');
});
