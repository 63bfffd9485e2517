import type { SandboxSettings } from '../settings.ts';
import type { Callee } from '../store/store.ts';
import type { CallbackPlan, Script, StartAnswer } from './course.ts';
import { scriptFor, standInCourse } from './numbers.ts';

/** What a start does, with all its callees. */
export interface StartScript {
  readonly answer: StartAnswer;
  /** Whether anything is really started, whatever the answer says. */
  readonly starts: boolean;
  /** With the course that each takes once the call is started. */
  readonly callees: readonly Callee[];
  readonly callback: CallbackPlan;
}

/**
 * Each callee behaves as its own number says. What the start answers, whether it starts anything and what becomes of
 * the callback is decided by the first number that has something to say about it.
 */
export function startScript(numbers: readonly [string, ...string[]], settings: SandboxSettings): StartScript {
  const scripts = numbers.map((number) => ({ number, script: scriptFor(number, settings) }));
  const { script: decisive } = scripts.find(({ script }) => !isOrdinary(script)) ?? {
    script: scriptFor(numbers[0], settings),
  };
  return {
    answer: decisive.answer,
    starts: decisive.course !== null,
    callees: scripts.map(({ number, script }) => ({ number, course: script.course ?? standInCourse(settings) })),
    callback: decisive.callback,
  };
}

function isOrdinary({ answer, callback }: Script): boolean {
  return answer.kind === 'ACCEPTED' && callback.copies === 1 && callback.lateSeconds === 0;
}
