import { SaxesParser } from "saxes";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { feedEntries, tagUri } from "@/app/feed.xml/feed-entries";
import { GET } from "@/app/feed.xml/route";
import { METHOD_CORRECTIONS } from "@/report/method-corrections";
import { figureMoving, recordCorrections } from "@/store/naming/corrections";
import { recordDocument } from "@/store/record-document";
import { withdrawReport } from "@/store/withdraw-report";
import { getJson } from "../support/call-api";
import { saveMadeSummary } from "../support/made-execution";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

/* An import of two reports, an amendment of one, another import, a withdrawal with its undoing, names applied anew. */

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Reads XML strictly: whatever is not well-formed throws. */
function parse(xml: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    expect(uri).toBe("http://www.w3.org/2005/Atom");
    const own = Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]));
    const element = { name: local, attributes: own, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(xml).close();
  return root.children[0] as Element;
}

const all = (element: Element, name: string) => element.children.filter((one) => one.name === name);
const textOf = (element: Element, name: string) => all(element, name)[0]?.text;

async function feed(
  headers: Record<string, string> = { host: "pfof.example", "x-forwarded-proto": "https" },
) {
  const response = GET(new Request("http://localhost/feed.xml", { headers }));
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  return parse(await response.text());
}

const entriesOf = (root: Element) =>
  all(root, "entry").map((entry) => ({
    id: textOf(entry, "id"),
    title: textOf(entry, "title"),
    link: all(entry, "link")[0]?.attributes.href,
    updated: textOf(entry, "updated"),
    category: all(entry, "category")[0]?.attributes.term,
    html: textOf(entry, "content"),
  }));

const at = (time: string) => vi.setSystemTime(new Date(`2026-11-22T${time}.000Z`));
const Q1 = { year: 2021, quarter: 1 };
const Q2 = { year: 2021, quarter: 2 };
const quarterOf = (quarter: typeof Q1, usd: number) =>
  wholeQuarter(quarter, section("sp500", ["W", 95, usd, 10], ["X", 5, -1, -10]));

let made: MadeStore;

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  made = new MadeStore();
});

afterAll(() => {
  vi.useRealTimers();
});

test("an empty store has an empty feed that is valid all the same", async () => {
  const root = await feed();
  expect(root.name).toBe("feed");
  expect(textOf(root, "updated")).toBe("2026-01-01T00:00:00Z");
  expect(entriesOf(root)).toEqual([]);
});

describe("with a history", () => {
  let amended = "";
  beforeAll(() => {
    at("08:00:00");
    made.save(reportOf("One & Co <b>", Q1, quarterOf(Q1, 100)));
    at("08:09:00");
    made.save(reportOf("Two", Q1, quarterOf(Q1, 200)));
    at("09:00:00");
    amended = made.save(
      reportOf("One & Co <b>", Q1, quarterOf(Q1, 150.5), { generatedAt: "2022-03-01T00:00:00Z" }),
    );
    made.save(reportOf("Three", Q1, quarterOf(Q1, 300)));
    made.save(reportOf("Three", Q2, quarterOf(Q2, 300)));
    at("10:00:00");
    made.withdraw(amended, "Filed by mistake <i>");
  });

  test("of one broker, or of reports that list one venue; another name has none", async () => {
    const of = async (query: string) => {
      const answer = GET(
        new Request(`http://localhost/feed.xml?${query}`, { headers: { host: "pfof.example" } }),
      );
      return { status: answer.status, text: await answer.text() };
    };
    const three = parse((await of("broker=three")).text);
    expect(textOf(three, "title")).toBe("PFOF Explorer: Three");
    expect(entriesOf(three).map((one) => one.title)).toEqual([
      "New quarter: 2021 Q2, 1 report",
      "New quarter: 2021 Q1, 1 report",
    ]);
    const slug = (await getJson("/api/v1/venues")).body.rows[0].slug;
    const venue = parse((await of(`venue=${slug}`)).text);
    expect(entriesOf(venue).map((one) => one.category)).toContain("withdrawal");
    expect(await of("broker=nobody")).toMatchObject({ status: 404 });
    expect(await of("broker=three&venue=w")).toMatchObject({ status: 400 });
  });

  test("newest first, one entry per import and quarter, per amendment, per withdrawal", async () => {
    expect(entriesOf(await feed())).toEqual([
      {
        id: `tag:pfof.example,2026-11-22:/reports/${amended}/withdrawn/20261122T100000000Z`,
        title: "Withdrawn: One & Co <b>, 2021 Q1, version 2",
        link: `https://pfof.example/reports/${amended}`,
        updated: "2026-11-22T10:00:00.000Z",
        category: "withdrawal",
        html: `<p>Filed by mistake &lt;i&gt; — The report stays to be seen and counts in no total.</p><p><a href="https://pfof.example/reports/${amended}">The report</a></p>`,
      },
      {
        id: "tag:pfof.example,2026-11-22:/quarters/2021Q2/reports/20261122T090000000Z",
        title: "New quarter: 2021 Q2, 1 report",
        link: "https://pfof.example/quarters/2021Q2",
        updated: "2026-11-22T09:00:00.000Z",
        category: "quarter",
        html: '<p>The first reports of 2021 Q2: 1 report of Three.</p><p><a href="https://pfof.example/quarters/2021Q2">2021 Q2 in review</a></p>',
      },
      {
        id: "tag:pfof.example,2026-11-22:/quarters/2021Q1/reports/20261122T090000000Z",
        title: "2021 Q1: 1 new report",
        link: "https://pfof.example/quarters/2021Q1",
        updated: "2026-11-22T09:00:00.000Z",
        category: "reports",
        html: '<p>Further reports of 2021 Q1: 1 report of Three.</p><p><a href="https://pfof.example/quarters/2021Q1">2021 Q1 in review</a></p>',
      },
      {
        id: `tag:pfof.example,2026-11-22:/reports/${amended}`,
        title: "Amended: One & Co <b>, 2021 Q1, version 2",
        link: `https://pfof.example/reports/${amended}/changes`,
        updated: "2026-11-22T09:00:00.000Z",
        category: "amendment",
        html: `<p>3 figures differ from the version before; net payments go from $297.00 to $448.50. It was withdrawn since.</p><p><a href="https://pfof.example/reports/${amended}/changes">Every figure that differs</a></p>`,
      },
      {
        id: "tag:pfof.example,2026-11-22:/quarters/2021Q1/reports/20261122T080000000Z",
        title: "New quarter: 2021 Q1, 2 reports",
        link: "https://pfof.example/quarters/2021Q1",
        updated: "2026-11-22T08:09:00.000Z",
        category: "quarter",
        html: '<p>The first reports of 2021 Q1: 2 reports of One &amp; Co &lt;b&gt; and Two.</p><p><a href="https://pfof.example/quarters/2021Q1">2021 Q1 in review</a></p>',
      },
    ]);
  });

  test("has what RFC 4287 asks of a feed and of every entry", async () => {
    const root = await feed();
    for (const name of ["id", "title", "updated", "author"]) expect(all(root, name), name).toHaveLength(1);
    expect(textOf(root, "id")).toBe("tag:pfof.example,2026-01-01:/feed");
    expect(textOf(root, "updated")).toBe("2026-11-22T10:00:00.000Z");
    expect(all(root, "link").map(({ attributes }) => [attributes.rel, attributes.href])).toEqual([
      ["self", "https://pfof.example/feed.xml"],
      ["alternate", "https://pfof.example/methods#corrections"],
    ]);
    expect(textOf(all(root, "author")[0] as Element, "name")).toBe("PFOF Explorer");
    for (const entry of all(root, "entry")) {
      for (const name of ["id", "title", "updated", "published", "link", "content"])
        expect(all(entry, name), name).toHaveLength(1);
    }
    const ids = entriesOf(root).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("tells of a report that is put back, and of names that moved figures, not of names alone", async () => {
    at("11:00:00");
    withdrawReport(made.database, amended, null, []);
    at("12:00:00");
    const moved = {
      what: "filed venue",
      name: "W",
      before: "w, unknown",
      after: "wolverine, wholesaler",
      rows: 6,
    } as const;
    const words = { what: "venue", name: "wolverine", before: null, after: "Wolverine" } as const;
    recordCorrections(made.database, figureMoving([words, moved]));
    expect(entriesOf(await feed()).slice(0, 3)).toEqual([
      {
        id: "tag:pfof.example,2026-11-22:/methods/corrections/names/20261122T120000000Z",
        title: "Names put right: 1 change that moved figures",
        link: "https://pfof.example/methods#corrections",
        updated: "2026-11-22T12:00:00.000Z",
        category: "correction",
        html: "<p>Who is who was told anew. Nothing filed has changed; these are counted elsewhere now:</p><ul><li>Filed venue W: wolverine, wholesaler, before w, unknown; 6 rows.</li></ul>",
      },
      {
        id: `tag:pfof.example,2026-11-22:/reports/${amended}/put-back/20261122T110000000Z`,
        title: "Put back: One & Co <b>, 2021 Q1, version 2",
        link: `https://pfof.example/reports/${amended}`,
        updated: "2026-11-22T11:00:00.000Z",
        category: "correction",
        html: `<p>The report counts again.</p><p><a href="https://pfof.example/reports/${amended}">The report</a></p>`,
      },
      expect.objectContaining({ category: "withdrawal" }),
    ]);
  });

  test("many amendments of one import are one entry, and no more than fifty entries are told", async () => {
    at("13:00:00");
    for (let i = 0; i < 13; i++) made.save(reportOf(`Many ${i + 10}`, Q2, quarterOf(Q2, 1000 + i)));
    at("14:00:00");
    for (let i = 0; i < 13; i++)
      made.save(
        reportOf(`Many ${i + 10}`, Q2, quarterOf(Q2, 2000 + i), { generatedAt: "2023-01-01T00:00:00Z" }),
      );
    expect(entriesOf(await feed())[0]).toEqual({
      id: "tag:pfof.example,2026-11-22:/quarters/2021Q2/amendments/20261122T140000000Z",
      title: "Amended: 2021 Q2, 13 reports",
      link: "https://pfof.example/quarters/2021Q2",
      updated: "2026-11-22T14:00:00.000Z",
      category: "amendment",
      html: `<p>Further versions of reports that were stored already, of Many 10, Many 11, Many 12, Many 13, Many 14, Many 15, Many 16, Many 17, Many 18, Many 19, Many 20, Many 21 and Many 22.</p><p><a href="https://pfof.example/quarters/2021Q2">2021 Q2 in review</a>, <a href="https://pfof.example/methods#corrections">what each changed</a></p>`,
    });
    at("15:00:00");
    for (let year = 1951; year < 2011; year++)
      made.save(reportOf("Old", { year, quarter: 1 }, quarterOf(Q1, year)));
    const entries = entriesOf(await feed());
    expect(entries).toHaveLength(50);
    expect(entries[0]?.title).toBe("New quarter: 2010 Q1, 1 report");
  });

  test("an earlier version that comes in late says so", async () => {
    at("16:00:00");
    const late = made.save(reportOf("Two", Q1, quarterOf(Q1, 5), { generatedAt: "2021-04-01T00:00:00Z" }));
    expect(entriesOf(await feed())[0]).toMatchObject({
      title: "Amended: Two, 2021 Q1, version 1",
      link: `https://pfof.example/reports/${late}`,
      html: `<p>An earlier version, which came in after a later one. A later version counts.</p><p><a href="https://pfof.example/reports/${late}">The report</a></p>`,
    });
  });
});

test("a mistake of this site's own is told with the day it was put right", () => {
  const methods = [
    { date: "2027-03-04", title: "Rates of options", says: "Were a hundred times <too> high." },
  ];
  expect(
    feedEntries({ arrivals: [], executions: [], corrections: [], methods }, "https://pfof.example", 50),
  ).toEqual([
    {
      id: "tag:pfof.example,2027-03-04:/methods/corrections/Rates%20of%20options",
      title: "Correction: Rates of options",
      link: "https://pfof.example/methods#corrections",
      published: "2027-03-04T00:00:00Z",
      updated: "2027-03-04T00:00:00Z",
      category: "correction",
      html: "<p>Were a hundred times &lt;too&gt; high.</p>",
    },
  ]);
});

test("the site's own corrections are dated, the newest first, none twice", () => {
  const dates = METHOD_CORRECTIONS.map(({ date }) => date);
  for (const date of dates) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
  expect(dates).toEqual([...dates].sort().reverse());
  const titles = METHOD_CORRECTIONS.map(({ date, title }) => `${date} ${title}`);
  expect(new Set(titles).size).toBe(titles.length);
});

test.each([
  ["http://127.0.0.1:3000", "tag:127.0.0.1,2026-11-22:/x"],
  ["http://[::1]:3000", "tag:localhost,2026-11-22:/x"],
  ["https://Pfof.Example", "tag:pfof.example,2026-11-22:/x"],
])("entries of %s are named %s", (origin, expected) => {
  expect(tagUri(origin, "2026-11-22T08:00:00.000Z", "/x")).toBe(expected);
});

describe("reports of rule 605", () => {
  let ids: string[] = [];
  beforeAll(() => {
    made = new MadeStore();
    const save = (sha256: string, code: string, improved?: number) => {
      recordDocument(made.database, {
        sha256,
        name: `${code}202608.csv`,
        format: "csv",
        bytes: 1,
        container: null,
      });
      return saveMadeSummary(made.database, sha256, code, improved);
    };
    at("08:00:00");
    ids = [save("sha-1", "ABCD")];
    at("08:05:00");
    ids.push(save("sha-2", "EFGH"));
    at("09:00:00");
    ids.push(save("sha-3", "IJKL"), save("sha-4", "ABCD", 0.6));
  });

  test("a new month, a further report, an amended one with what differs", async () => {
    const entries = entriesOf(await feed());
    expect(entries.map(({ title, link, category }) => [title, link, category])).toEqual([
      [
        "Amended: ABCD, Rule 605, August 2026, version 2",
        `https://pfof.example/reports/${ids[3]}#versions`,
        "amendment",
      ],
      ["Rule 605, August 2026: 1 new report", "https://pfof.example/execution?month=202608", "reports"],
      ["New month: Rule 605, August 2026, 2 reports", "https://pfof.example/execution?month=202608", "month"],
    ]);
    expect(entries[0]?.html).toMatch(/2 cells \(S&amp;P 500 Y, size 1000, M PctExctdPI 0\.5 → 0\.6/);
    expect(entries[2]?.id).toBe("tag:pfof.example,2026-11-22:/execution/202608/reports/20261122T080000000Z");
    expect(entries[2]?.html).toContain("2 reports of ABCD and EFGH.");
  });

  test("of a reporter that is a broker, beside its reports of rule 606; others have none of them", async () => {
    at("10:00:00");
    made.save(reportOf("ABCD", Q1, quarterOf(Q1, 100)));
    made.save(reportOf("Other", Q1, quarterOf(Q1, 100)));
    made.database.exec("UPDATE reporter SET broker_slug = 'abcd' WHERE code = 'ABCD'");
    const titles = async (slug: string) => {
      const request = new Request(`http://localhost/feed.xml?broker=${slug}`, {
        headers: { host: "pfof.example" },
      });
      return entriesOf(parse(await GET(request).text())).map(({ title }) => title);
    };
    expect(await titles("abcd")).toEqual([
      "New quarter: 2021 Q1, 1 report",
      "Amended: ABCD, Rule 605, August 2026, version 2",
      "New month: Rule 605, August 2026, 1 report",
    ]);
    expect(await titles("other")).toEqual(["New quarter: 2021 Q1, 1 report"]);
  });
});
