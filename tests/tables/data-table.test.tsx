import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test, vi } from "vitest";
import { type Column, DataTable } from "@/tables/data-table";
import { Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

vi.mock("next/navigation", () => ({ useRouter: () => ({ replace: () => undefined }) }));

interface Row {
  readonly name: string;
  readonly usd: number | null;
}
const COLUMNS: Column<Row>[] = [
  { key: "name", head: "Name", cell: (row) => <a href={`/${row.name}`}>{row.name}</a> },
  { key: "usd", head: "Payment", unit: "USD", numeric: true, cell: (row) => <Usd value={row.usd} /> },
];
const NAMES = [
  "Zürich",
  "Apex",
  "Dash",
  "Virtu",
  "G1X",
  "UBS",
  "Jane Street",
  "Citadel",
  "Citadel Pro",
  "IMC",
];
const ROWS = NAMES.map((name, i) => ({ name, usd: i === 4 ? null : 100 * i }));

function view(some: Partial<TableView> = {}): TableView {
  return {
    id: "t-table",
    sort: null,
    find: "",
    all: false,
    chosen: false,
    href: ({ sort, find, all }) =>
      `/p?${sort ? `${sort.descending ? "-" : ""}${sort.by}` : ""}${find ?? ""}${all ?? ""}`,
    search: { path: "/p", name: "find", keep: [["quarter", "2021Q1"]] },
    ...some,
  };
}
const draw = (rows: readonly Row[], some?: Partial<TableView>) =>
  renderToStaticMarkup(
    <DataTable<Row>
      caption="Payments"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => row.name}
      total={{ name: "All", usd: 4_100 }}
      view={view(some)}
    />,
  );
/** The names in the order of the rows. */
const names = (html: string) =>
  [...html.matchAll(/<tr><th scope="row"><a href="\/[^"]*">([^<]*)/g)].map((found) => found[1]);

describe("a table", () => {
  test("is in the order given, with its totals last", () => {
    expect(names(draw(ROWS))).toEqual([...NAMES, "All"]);
  });

  test("sorts by what its cells show, figures not filed last, totals apart", () => {
    expect(names(draw(ROWS, { sort: { by: "usd", descending: true } }))).toEqual([
      "IMC",
      "Citadel Pro",
      "Citadel",
      "Jane Street",
      "UBS",
      "Virtu",
      "Dash",
      "Apex",
      "Zürich",
      "G1X",
      "All",
    ]);
    expect(names(draw(ROWS, { sort: { by: "name", descending: false } })).slice(0, 3)).toEqual([
      "Apex",
      "Citadel",
      "Citadel Pro",
    ]);
  });

  test("its heads sort by links: figures from the highest, names from A, the other way round when in force", () => {
    const html = draw(ROWS, { sort: { by: "usd", descending: true } });
    expect(html).toMatch(/<th scope="col">\s*<a[^>]*href="\/p\?name"/);
    expect(html).toMatch(/<th scope="col" class="[^"]*" aria-sort="descending"><a[^>]*href="\/p\?usd"/);
    expect(draw(ROWS)).toContain('href="/p?-usd"');
  });

  test("finds rows by their texts, without accents, and says how many", () => {
    const html = draw(ROWS, { find: "citadel" });
    expect(names(html)).toEqual(["Citadel", "Citadel Pro", "All"]);
    expect(html).toContain("2 of 10 rows");
    expect(names(draw(ROWS, { find: "zurich" }))).toEqual(["Zürich", "All"]);
    // Figures are not texts.
    expect(draw(ROWS, { find: "700" })).toContain("0 of 10 rows");
  });

  test("says that nothing matches, and leads back", () => {
    const html = draw(ROWS, { find: "nobody" });
    expect(html).toContain("Nothing matches “nobody”.");
    expect(html).toMatch(/href="\/p\?"[^>]*>Show all 10 rows/);
  });

  test("its search is a form that keeps the other parameters", () => {
    const html = draw(ROWS, { find: "citadel" });
    expect(html).toContain('action="/p#t-table"');
    expect(html).toContain('<input type="hidden" name="quarter" value="2021Q1"/>');
    expect(html).toMatch(/<input type="search" [^>]*name="find" value="citadel"/);
  });

  test("a short one has no search, one row nothing to sort, one without a view neither", () => {
    expect(draw(ROWS.slice(0, 8))).not.toContain("<form");
    expect(draw(ROWS.slice(0, 8))).toContain('href="/p?-usd"');
    expect(draw(ROWS.slice(0, 1))).not.toContain('href="/p?-usd"');
    const plain = renderToStaticMarkup(
      <DataTable<Row> caption="P" columns={COLUMNS} rows={ROWS} rowKey={(row) => row.name} />,
    );
    expect(plain).not.toContain("<form");
    expect(plain).not.toContain("/p?");
  });

  test("a long one shows its first fifty", () => {
    const long = Array.from({ length: 500 }, (_, i) => ({ name: `Broker ${i}`, usd: i }));
    expect(names(draw(long))).toHaveLength(51);
    expect(draw(long)).toContain("The first 50 of 500 in this order.");
  });

  test("a very long one shows twenty, and finds what is not among them", () => {
    const long = Array.from({ length: 1_200 }, (_, i) => ({ name: `Broker ${i}`, usd: i }));
    const html = draw(long);
    expect(names(html)).toHaveLength(21);
    expect(html).toContain("1,200 rows");
    expect(html).toMatch(/The first 20 of 1,200 in this order\. <a[^>]*>Show all</);
    expect(names(draw(long, { find: "broker 1199" }))).toEqual(["Broker 1199", "All"]);
    expect(names(draw(long, { all: true }))).toHaveLength(1_201);
    expect(draw(long, { find: "broker 11" })).toContain("The first 20 of 120 in this order.");
  });

  test("says when there is no such column", () => {
    expect(draw(ROWS, { sort: { by: "nothing", descending: false } })).toContain(
      "This table has no column “nothing” to sort by; allowed: name, usd, each with",
    );
  });
});

test("a plain number in a numeric column is a count: thousands are set apart", () => {
  const html = renderToStaticMarkup(
    <DataTable<{ name: string; reports: number }>
      caption="Reports"
      columns={[
        { key: "name", head: "Name", cell: (row) => row.name },
        { key: "reports", head: "Reports", numeric: true, cell: (row) => row.reports },
      ]}
      rows={[{ name: "All", reports: 8100 }]}
      rowKey={(row) => row.name}
    />,
  );
  expect(html).toContain(">8,100</td>");
});
