import type { Database } from "better-sqlite3";
import { expect } from "vitest";
import { VENUE_FIGURES } from "@/report/figures";
import { ORDER_TYPES, type OrderType } from "@/report/order-types";
import { type FiledCell, isPaidNothing, sharesOf } from "./metrics-of-cells";

/*
 * The rollups counted again from the filed rows, one row after the other, in plain TypeScript: reports and section-months as
 * sets, each sum by the definition of a filed cell. Nothing of how the store makes them is used.
 */

interface Row {
  readonly report: number;
  readonly quarter: number;
  readonly current: boolean;
  readonly unusable: boolean;
  readonly month: number;
  readonly section: string;
  readonly venue: number;
  readonly kind: string;
  readonly reReported: boolean;
  readonly orderPct: number | null;
  readonly cells: Readonly<Record<OrderType, FiledCell>>;
}

function filedRows(database: Database): Row[] {
  const figures = VENUE_FIGURES.map(({ key }) => `v.${key}`).join(", ");
  const rows = database
    .prepare<[], Record<string, number | string | null>>(
      `SELECT v.report_id, r.quarter, r.is_current, r.pct_unusable, v.month, v.section, f.venue_id, f.kind, v.re_reported, ${figures}
       FROM venue_row v JOIN report r ON r.id = v.report_id JOIN filed_venue f ON f.id = v.filed_venue_id`,
    )
    .all();
  return rows.map((row) => {
    const figure = (name: string) => row[name] as number | null;
    const cell = (type: OrderType): FiledCell => ({
      usd: figure(`${type}_usd`),
      cph: figure(`${type}_cph`),
      pct: figure(`${type}_pct`),
    });
    return {
      report: Number(row.report_id),
      quarter: Number(row.quarter),
      current: row.is_current === 1,
      unusable: row.pct_unusable === 1,
      month: Number(row.month),
      section: String(row.section),
      venue: Number(row.venue_id),
      kind: String(row.kind),
      reReported: row.re_reported === 1,
      orderPct: figure("order_pct"),
      cells: Object.fromEntries(ORDER_TYPES.map((type) => [type, cell(type)])) as Row["cells"],
    };
  });
}

type Values = Record<string, number | null>;
type Rows = Map<string, Values>;

const sum = (values: readonly (number | null)[]) => {
  const known = values.filter((one) => one !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
};

/** The sums of one order type. */
function sumsOf(rows: readonly Row[], type: OrderType): Values {
  const cells = rows.map((row) => ({ ...row.cells[type], unusable: row.unusable }));
  const rated = cells.filter((cell) => sharesOf(cell) !== null);
  const usable = rated.filter(({ unusable }) => !unusable);
  return {
    usd: sum(cells.map(({ usd }) => usd)),
    abs: sum(cells.map(({ usd }) => (usd === null ? null : Math.abs(usd)))),
    rated_usd: sum(rated.map(({ usd }) => usd)),
    rated_abs: sum(rated.map(({ usd }) => (usd === null ? null : Math.abs(usd)))),
    shares: sum(rated.map(sharesOf)),
    cover: sum(usable.map(({ pct }) => pct)),
    unpaid: sum(cells.filter((cell) => isPaidNothing(cell) && !cell.unusable).map(({ pct }) => pct)),
  };
}

/** By section-month of a report: the order types that have any order in it. */
type WithOrders = ReadonlyMap<string, ReadonlySet<OrderType>>;
const sectionMonth = ({ report, month, section }: Row) => `${report} ${month} ${section}`;

function withOrders(all: readonly Row[]): WithOrders {
  const found = new Map<string, Set<OrderType>>();
  for (const row of all) {
    const types = found.get(sectionMonth(row)) ?? new Set();
    found.set(sectionMonth(row), types);
    for (const type of ORDER_TYPES) {
      const { pct, usd } = row.cells[type];
      if (!row.unusable && ((pct ?? 0) > 0 || (usd ?? 0) !== 0)) types.add(type);
    }
  }
  return found;
}

function apart(rows: readonly Row[], orders: WithOrders): Values {
  const places = [...new Set(rows.map(sectionMonth))];
  return Object.fromEntries(
    ORDER_TYPES.flatMap((type) => [
      ...Object.entries(sumsOf(rows, type)).map(([name, value]) => [`${type}_${name}`, value]),
      [`${type}_orders`, places.filter((place) => orders.get(place)?.has(type)).length],
    ]),
  );
}

function together(rows: readonly Row[]): Values {
  const all = ORDER_TYPES.map((type) => sumsOf(rows, type));
  return Object.fromEntries(
    Object.keys(all[0] as Values).map((name) => [name, sum(all.map((one) => one[name] ?? null))]),
  );
}

function groups(rows: readonly Row[], keysOf: (row: Row) => readonly string[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const own = found.get(key);
      if (own) own.push(row);
      else found.set(key, [row]);
    }
  }
  return found;
}

const counts = {
  none: () => true,
  in: () => true,
  out: (row: Row) => !row.reReported,
  only: (row: Row) => row.reReported,
};
type Flow = keyof typeof counts;

function reportRollups(all: readonly Row[], orders: WithOrders): Rows {
  const found: Rows = new Map();
  for (const rows of groups(all, ({ report }) => [String(report)]).values()) {
    const flows: Flow[] = rows.some(({ reReported }) => reReported) ? ["out", "in", "only"] : ["none"];
    for (const flow of flows) {
      for (const [key, own] of groups(rows.filter(counts[flow]), ({ report, section }) => [
        `${report} ${section} ${flow}`,
      ])) {
        const byType = apart(own, orders);
        const total = ORDER_TYPES.reduce((count, type) => count + (byType[`${type}_orders`] as number), 0);
        found.set(key, { ...together(own), orders: total, ...byType });
      }
    }
  }
  return found;
}

function venueRollups(all: readonly Row[], orders: WithOrders): Rows {
  const keyOf = ({ report, section, venue, reReported }: Row) => [
    `${report} ${section} ${venue} ${reReported ? 1 : 0}`,
  ];
  return new Map(
    [...groups(all, keyOf)].map(([key, rows]) => {
      const months = [1, 2, 3].flatMap((place) => {
        const own = rows.filter(({ month }) => (month - 1) % 3 === place - 1);
        const [first] = own;
        const { rated_usd = null, shares = null } = together(own);
        return [
          [`orders_${place}`, first ? (orders.get(sectionMonth(first))?.size ?? 0) : null],
          [`rated_usd_${place}`, rated_usd],
          [`shares_${place}`, shares],
          [`order_pct_${place}`, sum(own.map(({ orderPct }) => orderPct))],
        ];
      });
      return [key, { ...together(rows), ...Object.fromEntries(months) }];
    }),
  );
}

const isExchange = (kind: string) => kind === "exchange" || kind === "options_exchange";

function marketRollups(all: readonly Row[], orders: WithOrders): Rows {
  const found: Rows = new Map();
  for (const rows of groups(
    all.filter(({ current }) => current),
    ({ quarter }) => [String(quarter)],
  ).values()) {
    const flows: Flow[] = rows.some(({ reReported }) => reReported) ? ["out", "in"] : ["none"];
    for (const flow of flows) {
      const keysOf = ({ quarter, month, section, venue, kind }: Row) =>
        [`venue ${venue}`, `${kind} 0`, "all 0", ...(isExchange(kind) ? [] : ["no_exchanges 0"])].flatMap(
          (label) =>
            [0, month].flatMap((span) =>
              [section, "all", ...(section === "options" ? [] : ["equities"])].map(
                (sections) => `${label} ${quarter} ${span} ${sections} ${flow}`,
              ),
            ),
        );
      for (const [key, own] of groups(rows.filter(counts[flow]), keysOf)) {
        found.set(key, { reports: new Set(own.map(({ report }) => report)).size, ...apart(own, orders) });
      }
    }
  }
  return found;
}

function stored(database: Database, table: string, key: string): Rows {
  const names = (database.pragma(`table_info(${table})`) as { name: string; pk: number }[])
    .filter(({ pk }) => pk === 0)
    .map(({ name }) => name);
  const rows = database
    .prepare<[], Values & { key: string }>(`SELECT ${key} AS key, ${names.join(", ")} FROM ${table}`)
    .all();
  return new Map(rows.map(({ key: id, ...values }) => [id, values]));
}

/** What rollups say otherwise than the facts. */
export function rollupProblems(database: Database): string[] {
  const stale = database.prepare<[], number>("SELECT quarter FROM stale_rollup").pluck().all();
  const rows = filedRows(database);
  const orders = withOrders(rows);
  const key = (...columns: string[]) => columns.join(" || ' ' || ");
  return [
    ...stale.map((quarter) => `rollups of quarter ${quarter} are marked as behind`),
    ...differences(
      "rollup",
      stored(database, "rollup", key("report_id", "section", "re_reported")),
      reportRollups(rows, orders),
    ),
    ...differences(
      "venue_rollup",
      stored(database, "venue_rollup", key("report_id", "section", "venue_id", "re_reported")),
      venueRollups(rows, orders),
    ),
    ...differences(
      "market_rollup",
      stored(
        database,
        "market_rollup",
        key("venues", "venue_id", "quarter", "month", "section", "re_reported"),
      ),
      marketRollups(rows, orders),
    ),
  ];
}

export function expectRollupsOfFacts(database: Database): void {
  expect(rollupProblems(database)).toEqual([]);
}

/** Numbers may differ by the order of adding up. */
function differences(table: string, actual: Rows, expected: Rows): string[] {
  const problems: string[] = [];
  for (const key of new Set([...actual.keys(), ...expected.keys()])) {
    const [own, facts] = [actual.get(key), expected.get(key)];
    if (!own || !facts) {
      problems.push(`${table} ${key}: ${own ? "not in the facts" : "is missing"}`);
      continue;
    }
    for (const name of new Set([...Object.keys(own), ...Object.keys(facts)])) {
      const [a, b] = [own[name], facts[name]];
      const equal =
        typeof a !== "number" || typeof b !== "number"
          ? a === b
          : Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
      if (!equal) problems.push(`${table} ${key} ${name}: ${a}, by the facts ${b}`);
    }
  }
  return problems;
}
