import { afterAll, onTestFinished, TestRunner } from "vitest";

/** Undoes something when the test at hand ends; called from a hook, when the tests of the file (or block) end. */
export function atEnd(undo: () => unknown): void {
  const done = async () => {
    await undo();
  };
  if (TestRunner.getCurrentTest()) onTestFinished(done);
  else afterAll(done);
}
