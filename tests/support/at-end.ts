import { afterAll, onTestFinished, TestRunner } from "vitest";

/** What hooks began. `afterAll` within a running hook is never called: it must be registered while the file is read. */
const begunByHooks: (() => unknown)[] = [];
afterAll(async () => {
  for (const undo of begunByHooks.splice(0).reverse()) await undo();
});

/** Undoes something when the test at hand ends; called from a hook, when the tests of the file end. */
export function atEnd(undo: () => unknown): void {
  if (TestRunner.getCurrentTest()) {
    onTestFinished(async () => {
      await undo();
    });
  } else {
    begunByHooks.push(undo);
  }
}
