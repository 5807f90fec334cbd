import { expect, test, vi } from "vitest";
import { route } from "@/app/api/respond";
import { AppError } from "@/report/errors";
import { callApi, getJson } from "../support/call-api";
import { MadeStore, reportOf } from "../support/made-store";

const LISTS = ["brokers", "venues", "reports", "rows", "rates", "trace", "quarters/2021Q1"].map(
  (one) => `/api/v1/${one}`,
);
const OTHERS = ["/api/v1/openapi.json", "/api/health", "/api/health/live", "/api/health/ready"];

test.each([...LISTS, ...OTHERS, "/api/v1/reports/x", "/api/v1/reports/x/diff", "/api/v1/reports/x/source"])(
  "%s: an unknown parameter is a 400 that names it and lists what is allowed",
  async (path) => {
    new MadeStore();
    const { status, body } = await getJson(`${path}?brokr=a`);
    expect(status).toBe(400);
    expect(Object.keys(body)).toEqual(["error"]);
    expect(body.error).toEqual({
      code: "invalid_input",
      message: expect.stringMatching(/^Unknown parameter "brokr"; allowed: /),
    });
  },
);

test.each(LISTS)("%s: a cursor of another list is refused", async (path) => {
  new MadeStore();
  for (const cursor of ["abc", Buffer.from('["elsewhere",1]').toString("base64url")]) {
    const { status, body } = await getJson(`${path}?cursor=${cursor}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain(`"${cursor}" is not allowed for "cursor"`);
  }
});

test.each([
  ["/api/v1/rates?broker=nobody", 400, "invalid_input", '"nobody" is not allowed for "broker"'],
  ["/api/v1/rates?venue=nowhere", 400, "invalid_input", '"nowhere" is not allowed for "venue"'],
  ["/api/v1/rows?broker=nobody&format=csv", 400, "invalid_input", '"nobody" is not allowed for "broker"'],
  ["/api/v1/rates?broker=nobody&format=csv", 400, "invalid_input", '"nobody" is not allowed for "broker"'],
  ["/api/v1/trace?metric=cost", 400, "invalid_input", '"cost" is not allowed for "metric"; allowed: payment'],
  ["/api/v1/trace?broker=nobody", 400, "invalid_input", '"nobody" is not allowed for "broker"'],
  ["/api/v1/quarters/2021", 400, "invalid_input", '"2021" is not a quarter'],
  ["/api/v1/reports/2021Q1-0000000000", 404, "not_found", 'There is no report "2021Q1-0000000000"'],
  ["/api/v1/reports/nothing/diff", 404, "not_found", 'There is no report "nothing"'],
  ["/api/v1/reports/nothing/source", 404, "not_found", "There is no report"],
])("%s: %d %s", async (path, expected, code, message) => {
  new MadeStore();
  const { status, body } = await getJson(path);
  expect({ status, code: body.error.code }).toEqual({ status: expected, code });
  expect(body.error.message).toContain(message);
});

test("an error is not kept by caches, and any site may read it", async () => {
  new MadeStore();
  const { headers } = await callApi("/api/v1/rates?x=1");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("access-control-allow-origin")).toBe("*");
});

test("a store that cannot be read is a 503, and what broke inside is not told", async () => {
  const store = new MadeStore();
  store.save(reportOf("One", { year: 2021, quarter: 1 }, []));
  store.database.exec("ALTER TABLE report RENAME TO gone; DROP TABLE market_rollup");
  const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  for (const path of [
    "/api/v1/rates",
    "/api/v1/rates?format=csv",
    "/api/v1/rows?format=csv",
    "/api/health",
    "/api/health/ready",
  ]) {
    const { status, body } = await getJson(path);
    expect(status, path).toBe(503);
    expect(body).toEqual({ error: { code: "store", message: "The store could not be read." } });
  }
  expect(log).toHaveBeenCalled();
  log.mockRestore();
});

test("a refusal for now is no error of this app: the server in front logs it, once", async () => {
  const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const refused = route(() => {
    throw new AppError("store", "Too many images are being drawn.", { code: "busy" });
  });
  const answer = await refused(new Request("http://localhost/api/v1/charts/x"), {
    params: Promise.resolve({}),
  });
  expect([answer.status, (await answer.json()).error.code]).toEqual([503, "busy"]);
  expect(log).not.toHaveBeenCalled();
  log.mockRestore();
});
