import { Readable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { laneOf } from "@/server/lanes";
import { Busy, RenderQueue } from "@/server/render-queue";
import { ClientLeft, type Rendered } from "@/server/rendered-response";

const WHOLE: Rendered = { kind: "whole", status: 200, headers: {}, body: Buffer.from("x") };
const here = () => true;

/** Work that ends when it is told to. */
function work() {
  let finish: (rendered: Rendered) => void = () => {};
  const rendered = new Promise<Rendered>((resolve) => {
    finish = resolve;
  });
  let begun = 0;
  const make = () => {
    begun += 1;
    return rendered;
  };
  return { make, finish, begun: () => begun };
}

test("so many are begun at once, the others in the order they came", async () => {
  const queue = new RenderQueue({ atOnce: 2, perClient: 9, inAll: 9 });
  const works = [work(), work(), work()];
  const all = works.map(({ make }, i) => queue.inTurn(`client ${i}`, here, make));
  await turn();
  expect(works.map((one) => one.begun())).toEqual([1, 1, 0]);
  works[1]?.finish(WHOLE);
  await turn();
  expect(works.map((one) => one.begun())).toEqual([1, 1, 1]);
  for (const one of works) one.finish(WHOLE);
  expect(await Promise.all(all)).toEqual([WHOLE, WHOLE, WHOLE]);
});

test("what nobody waits for any more is dropped at its turn, before any work", async () => {
  const queue = new RenderQueue({ atOnce: 1, perClient: 9, inAll: 9 });
  const [first, left, last] = [work(), work(), work()];
  let isHere = true;
  const done = queue.inTurn("a", here, first.make);
  const dropped = expect(queue.inTurn("b", () => isHere, left.make)).rejects.toThrow(ClientLeft);
  const after = queue.inTurn("c", here, last.make);
  isHere = false;
  first.finish(WHOLE);
  last.finish(WHOLE);
  await Promise.all([done, dropped, after]);
  expect([left.begun(), last.begun()]).toEqual([0, 1]);
});

test("one client is refused with 429, all together with 503, and both are let in again afterwards", async () => {
  const queue = new RenderQueue({ atOnce: 1, perClient: 2, inAll: 3 });
  const running = work();
  const waiting = ["a", "a", "b"].map((client) => queue.inTurn(client, here, running.make));
  const refused = async (client: string) => {
    const error: unknown = await queue.inTurn(client, here, running.make).catch((one: unknown) => one);
    return error instanceof Busy ? [error.refusal.status, error.refusal.headers] : error;
  };
  expect(await refused("a")).toEqual([429, { "retry-after": "5" }]);
  expect(await refused("c")).toEqual([503, { "retry-after": "5" }]);
  running.finish(WHOLE);
  await Promise.all(waiting);
  expect(await refused("a")).toEqual(WHOLE);
});

test("a long answer lets the next be made, but counts as its client's until it is sent", async () => {
  const queue = new RenderQueue({ atOnce: 1, perClient: 1, inAll: 9 });
  const body = Readable.from(["x"]);
  const long: Rendered = { kind: "streamed", status: 200, headers: {}, body };
  await queue.inTurn("slow", here, async () => long);
  await expect(queue.inTurn("slow", here, async () => WHOLE)).rejects.toThrow("Too many requests at once");
  expect(await queue.inTurn("other", here, async () => WHOLE)).toBe(WHOLE);
  body.destroy();
  await turn();
  expect(await queue.inTurn("slow", here, async () => WHOLE)).toBe(WHOLE);
});

test("work that fails gives its place back", async () => {
  const queue = new RenderQueue({ atOnce: 1, perClient: 1, inAll: 1 });
  const fails = () => Promise.reject(new Error("no"));
  await expect(queue.inTurn("a", here, fails)).rejects.toThrow("no");
  expect(await queue.inTurn("a", here, async () => WHOLE)).toBe(WHOLE);
});

test.each([
  ["/", "pages"],
  ["/quarters/2025Q3", "pages"],
  ["/quarters/2025Q3?rows=all&asOf=2026-05-01", "exports"],
  ["/brokers?venues-rows=all", "exports"],
  ["/api/v1/trace?metric=payment&format=csv", "exports"],
  ["/api/v1/rates?by=broker", "exports"],
  ["/api/v1/charts/payments.png", "exports"],
  ["/mcp", "exports"],
  ["/api/v1/reports", "pages"],
  ["/api/v1/reports?format=csv", "exports"],
  ["/api/health/ready", "pages"],
  ["/api/v1/bulk/rows.csv.gz", "pages"],
])("%s waits with the %s", (url, lane) => {
  expect(laneOf(url)).toBe(lane);
});
