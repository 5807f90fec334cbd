import { expect, test } from "vitest";
import { FLAT_COLUMNS } from "@/dictionary/filed-row";
import { callApi, getJson, getText } from "../support/call-api";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };
const Q2 = { year: 2021, quarter: 2 };

function store() {
  const made = new MadeStore();
  const sections = [section("sp500", ["W", 60, 10, 10], ["=Exchange", 40, -1, -5])];
  const ids = ["One", "Two"].flatMap((broker) =>
    [Q1, Q2].map((quarter) => made.save(reportOf(broker, quarter, wholeQuarter(quarter, ...sections)))),
  );
  return { made, ids };
}

test.each([
  ["/api/v1/brokers", 2],
  ["/api/v1/venues", 2],
  ["/api/v1/reports", 4],
  ["/api/v1/rows", 24],
  ["/api/v1/rates?by=broker,venue,month,orderType", 96],
  ["/api/v1/trace", 24],
  ["/api/v1/trace?metric=rate&exchanges=exclude", 12],
  ["/api/v1/quarters/2021Q2", 2],
])("%s: pages give every row once, in order, and so does CSV", async (path, count) => {
  store();
  const join = path.includes("?") ? "&" : "?";
  const whole = (await getJson(path)).body;
  expect(whole.rows).toHaveLength(count);
  expect(whole.next).toBeNull();
  for (const limit of [1, 5, count]) {
    const rows = [];
    let next: string | null = "";
    while (next !== null) {
      const page: { rows: unknown[]; next: string | null } = (
        await getJson(`${path}${join}limit=${limit}${next && `&cursor=${next}`}`)
      ).body;
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      rows.push(...page.rows);
      next = page.next;
    }
    expect(rows).toEqual(whole.rows);
  }
  const lines = (await getText(`${path}${join}format=csv`)).trimEnd().split("\n");
  expect(lines[0]).toBe(Object.keys(whole.rows[0]).join(","));
  const totals = path.includes("quarters") ? 1 : 0;
  expect(lines).toHaveLength(1 + count + totals);
  const limited = (await getText(`${path}${join}format=csv&limit=1`)).trimEnd().split("\n");
  expect(limited).toEqual(lines.slice(0, 2));
});

test("rates as CSV, whole text: names that look like formulas are neutralised, numbers are not", async () => {
  store();
  expect(await getText("/api/v1/rates?by=venue,year&broker=one&format=csv&orderType=market")).toBe(
    [
      "venue,venue_slug,year,payment_usd,cents_per_100_shares,implied_shares,rated_share,order_coverage,paid_nothing_pct,order_average_cents_per_100_shares,reports",
      "'=Exchange,'=exchange,2021,-6,-5,12000,1,40,0,-5,2",
      "W,w,2021,60,10,60000,1,60,0,10,2",
      "",
    ].join("\n"),
  );
});

test("rows as CSV are flat CSV v1", async () => {
  const { ids } = store();
  const [header, line] = (await getText("/api/v1/rows?format=csv&broker=two&from=2021Q2")).split("\n");
  expect(header).toBe(FLAT_COLUMNS.join(","));
  expect(line).toBe(
    `Two,two,,2021,2,4,sp500,W,w,wholesaler,Two,W,,,60,60,,,,10,10,,,,,,,100,100,0,0,0,,${ids[3]},,1,2022-01-01T00:00:00Z,1,report-4.xml,sha-4,line 20`,
  );
});

test("JSON answers may be read by any site and are asked for again", async () => {
  store();
  const { headers } = await callApi("/api/v1/brokers");
  expect(Object.fromEntries(headers)).toEqual({
    "access-control-allow-origin": "*",
    "cache-control": "no-cache",
    "content-type": "application/json; charset=utf-8",
    "x-content-type-options": "nosniff",
  });
});

test("CSV answers are files with a name", async () => {
  store();
  const { headers } = await callApi("/api/v1/rates?format=csv");
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(headers.get("content-disposition")).toBe('attachment; filename="pfof-rates.csv"');
});

test("HEAD has the headers of GET and no body", async () => {
  store();
  for (const path of ["/api/v1/rows?format=csv", "/api/v1/rates?format=csv&by=month"]) {
    const head = await callApi(path, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(await head.text()).toBe("");
  }
});

test("a report in full", async () => {
  const { ids } = store();
  const { body } = await getJson(`/api/v1/reports/${ids[0]}`);
  expect(body.report).toMatchObject({ id: ids[0], broker: "One", quarter: "2021Q1", payment_usd: 27 });
  expect(body.months.map((one: { month: number }) => one.month)).toEqual([1, 2, 3]);
  expect(body.months[0].sections[0]).toMatchObject({
    section: "sp500",
    mix: { ndo_pct: 100, ndo_other_pct: 0 },
    venues: [
      { row: 1, venue: "W", position: "line 20", figures: { market_usd: 10, other_usd: null } },
      { row: 2, filed_venue: "=Exchange", venue_kind: "exchange", re_reported: false },
    ],
  });
  expect(body.versions).toHaveLength(1);
  expect(body.sources).toMatchObject([{ file: "report-1.xml", sha256: "sha-1", shown: true }]);
});

test("changes between versions, as JSON and CSV", async () => {
  const { made, ids } = store();
  const amended = reportOf("One", Q1, wholeQuarter(Q1, section("sp500", ["W", 60, 11, 10])).slice(0, 1), {
    generatedAt: "2023-01-01T00:00:00Z",
  });
  const id = made.save(amended);
  const { body } = await getJson(`/api/v1/reports/${id}/diff`);
  expect(body.against).toBe(ids[0]);
  expect(body.rows[0]).toEqual({
    month: 1,
    section: "sp500",
    venue: "W",
    field: "market_usd",
    before: 10,
    after: 11,
  });
  const lines = (await getText(`/api/v1/reports/${id}/diff?format=csv&against=${ids[0]}`)).split("\n");
  expect(lines.slice(0, 2)).toEqual(["month,section,venue,field,before,after", "1,sp500,W,market_usd,10,11"]);
});

test("health tells that the store can be read, and how much is in it", async () => {
  store();
  expect(await getJson("/api/health")).toEqual({
    status: 200,
    body: { status: "ok", reports: 4, latest_quarter: "2021Q2" },
  });
});

test("an empty store is answered with nothing, not with an error", async () => {
  new MadeStore();
  for (const path of ["brokers", "venues", "reports", "rows", "rates?by=broker"]) {
    expect(await getJson(`/api/v1/${path}`)).toEqual({ status: 200, body: { rows: [], next: null } });
  }
});
