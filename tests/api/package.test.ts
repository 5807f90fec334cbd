import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { callApi, getJson, getText } from "../support/call-api";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";
import { temporaryFolder } from "../support/temporary-folder";

const Q1 = { year: 2021, quarter: 1 };

function store() {
  const made = new MadeStore();
  const sections = [section("sp500", ["W", 60, 10, 10], ["=Exchange", 40, -1, -5])];
  return ["One", "Two"].map((broker) => made.save(reportOf(broker, Q1, wholeQuarter(Q1, ...sections))));
}

/** The files of a package, unpacked by Python's zipfile: another reader than ours. */
async function unpacked(query: string): Promise<Record<string, string>> {
  const response = await callApi(`/api/v1/package${query}`, { headers: { host: "pfof.example:8080" } });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/zip");
  const file = path.join(temporaryFolder(), "package.zip");
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  const script =
    "import json, sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))";
  return JSON.parse(execFileSync("python3", ["-c", script, file], { encoding: "utf8" }));
}

test("rows: data as the CSV of the same address, columns as it has them, a README that says what it is", async () => {
  const [one] = store();
  const files = await unpacked("?broker=one&section=sp500");
  expect(Object.keys(files)).toEqual(["README.md", "metadata.json", "data.csv"]);
  expect(files["data.csv"]).toBe(await getText("/api/v1/rows?broker=one&section=sp500&format=csv"));
  const metadata = JSON.parse(files["metadata.json"] ?? "");
  expect(metadata["@context"][0]).toBe("http://www.w3.org/ns/csvw");
  expect(metadata.url).toBe("data.csv");
  expect(metadata["dc:title"]).toBe("Filed rows: One, all quarters, S&P 500 stocks");
  expect(metadata["dc:source"]).toEqual([
    {
      "dc:identifier": one,
      "dc:title": "Rule 606(a)(1) report of One, 2021Q1, version 1",
      "schema:name": "report-1.xml",
      "schema:sha256": "sha-1",
    },
  ]);
  const columns: { name: string }[] = metadata.tableSchema.columns;
  expect(columns.map(({ name }) => name).join(",")).toBe(files["data.csv"]?.split("\n")[0]);
  expect(columns.find(({ name }) => name === "market_cph")).toEqual({
    name: "market_cph",
    titles: "market_cph",
    "dc:description": "As filed: Net Payment Paid/Received for Market Orders.",
    datatype: "double",
    "schema:unitText": "cents per 100 shares (options: per contract)",
    "dc:source": "17 CFR 242.606(a)(1)(iii); rVenue/netPmtPaidRecvMarketOrdersCph",
    null: "",
    "rdfs:comment": "Blank: filed blank (not meaningful), not zero.",
  });
  const today = new Date().toISOString().slice(0, 10);
  const readme = files["README.md"] ?? "";
  for (const said of [
    "# Filed rows: One, all quarters, S&P 500 stocks",
    "<http://pfof.example:8080/api/v1/rows?broker=one&section=sp500&format=csv>",
    `| One | 2021Q1 | 1 | 2022-01-01 | [${one}](http://pfof.example:8080/reports/${one}) | report-1.xml | sha-1 |`,
    `urldate = {${today}},`,
  ]) {
    expect(readme).toContain(said);
  }
});

test("rates: the columns of the chosen dimensions in their order, re-reported flow said when counted", async () => {
  store();
  const query = "by=quarter,broker&orderType=market&reReported=include";
  const files = await unpacked(`?${query}`);
  expect(files["data.csv"]).toBe(await getText(`/api/v1/rates?${query}&findings=include&format=csv`));
  const metadata = JSON.parse(files["metadata.json"] ?? "");
  const names = metadata.tableSchema.columns.map(({ name }: { name: string }) => name);
  expect(names.slice(0, 4)).toEqual(["quarter", "broker", "broker_slug", "payment_usd"]);
  expect(names.at(-1)).toBe("findings");
  expect(metadata["dc:title"]).toBe(
    "Payments and rates: 2 brokers of a sample, all quarters, order types: Market, with re-reported flow",
  );
  expect(files["README.md"]).toContain(
    "/api/v1/rates?orderType=market&reReported=include&by=quarter%2Cbroker&findings=include&format=csv>",
  );
  expect(files["README.md"]).toContain("The column `findings` says which figures of a line are, and why");
  expect(files["README.md"]).toContain("| Two | 2021Q1 |");
});

test("only reports with a chosen row are sources", async () => {
  const made = new MadeStore();
  made.save(reportOf("One", Q1, wholeQuarter(Q1, section("sp500", ["W", 60, 10, 10]))));
  made.save(reportOf("Two", Q1, wholeQuarter(Q1, section("options", ["X", 60, 10, 10]))));
  const sources = async (query: string) =>
    JSON.parse((await unpacked(query))["metadata.json"] ?? "")["dc:source"].map(
      (one: Record<string, string>) => one["schema:name"],
    );
  expect(await sources("")).toEqual(["report-1.xml", "report-2.xml"]);
  expect(await sources("?venue=x")).toEqual(["report-2.xml"]);
  expect(await sources("?section=equities")).toEqual(["report-1.xml"]);
});

test("many reports are written in a thread of their own, and are the same rows", async () => {
  const made = new MadeStore();
  for (let i = 10; i < 35; i += 1) {
    made.save(reportOf(`Broker ${i}`, Q1, wholeQuarter(Q1, section("sp500", ["W", 60, i, 10]))));
  }
  const [header, ...lines] = (await unpacked("?section=sp500"))["data.csv"]?.trimEnd().split("\n") ?? [];
  const columns = header?.split(",") ?? [];
  const of = (name: string) => lines.map((line) => line.split(",")[columns.indexOf(name)]);
  expect(lines).toHaveLength(25 * 3);
  expect(of("broker").filter((name) => name === "Broker 34")).toHaveLength(3);
  expect(of("market_usd").map(Number)).toEqual(
    Array.from({ length: 75 }, (_, line) => 10 + Math.floor(line / 3)),
  );
});

test.each([
  ["?table=rows&by=broker", 'Unknown parameter "by"'],
  ["?table=rates&versions=all", 'Unknown parameter "versions"'],
  ["?table=rats", '"rats" is not allowed for "table"; allowed: rows, rates.'],
  ["?format=csv", 'Unknown parameter "format"'],
  ["?broker=nobody", '"nobody" is not allowed for "broker"'],
])("%s is refused before anything is sent", async (query, message) => {
  store();
  const { status, body } = await getJson(`/api/v1/package${query}`);
  expect(status).toBe(400);
  expect(body.error.message).toContain(message);
});

test("a package is a file with a name; HEAD has its headers", async () => {
  store();
  const today = new Date().toISOString().slice(0, 10);
  const head = await callApi("/api/v1/package", { method: "HEAD" });
  expect(head.headers.get("content-disposition")).toBe(`attachment; filename="pfof-rows-${today}.zip"`);
  expect(await head.text()).toBe("");
});
