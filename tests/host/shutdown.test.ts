import { expect, it } from "vitest";
import { shutDown, shutdownSignal, untilShutdown } from "@/host/shutdown";

it("tells work to end, and waits until it has, however it ended", async () => {
  const ended: string[] = [];
  const work = (name: string, fails: boolean) =>
    untilShutdown(
      new Promise<void>((resolve, reject) =>
        shutdownSignal().addEventListener("abort", () =>
          setImmediate(() => {
            ended.push(name);
            if (fails) reject(new Error("rolled back"));
            else resolve();
          }),
        ),
      ),
    );
  work("import", false);
  work("export", true).catch(() => {});
  expect(shutdownSignal().aborted).toBe(false);
  await shutDown();
  expect(shutdownSignal().aborted).toBe(true);
  expect(ended).toEqual(["import", "export"]);
});
