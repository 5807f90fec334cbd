import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { DocumentStore } from "@/ingest";
import { readDocument } from "@/ingest-read";
import { DIRECTORY } from "@/names/naming";
import { figuresHash } from "@/report/figures-hash";
import type { NamedBroker, NamedVenue, Naming } from "@/report/named-report";
import type { ReadDocument } from "@/report/read-document";
import type { Report } from "@/report/report";
import { areNamesBehind, recordNamesVersion } from "@/store/naming/names-version";
import { openWriter } from "@/store/write-connection";
import { nameAgain } from "@/worker/name-again";
import { dumpStore } from "../support/dump-store";
import { noFilings } from "../support/filings";
import { madeReport } from "../support/made-report";
import { expectRollupsOfFacts } from "../support/rollups-of-facts";
import { filings } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

function storeOf(documents: readonly ReadDocument[], naming: Naming) {
  const database = openWriter(`${temporaryFolder()}/store.db`);
  recordNamesVersion(database, naming.version);
  const store = new DocumentStore(database, temporaryFolder(), naming);
  store.together(() => {
    for (const document of documents) store.store(document, null);
  });
  store.reviewMarket();
  return database;
}

/** Documents stored under one naming, then named again under another, say what they would when imported under that. */
function expectAsImported(documents: readonly ReadDocument[], before: Naming, after: Naming) {
  const database = storeOf(documents, before);
  const changes = nameAgain(database, after, { trial: false });
  const fresh = storeOf(documents, after);
  expect(dumpStore(database)).toEqual(dumpStore(fresh));
  expectRollupsOfFacts(database);
  expect(database.pragma("foreign_key_check")).toEqual([]);
  return { database, changes };
}

let documents = 0;

function document(...reports: readonly Report[]): ReadDocument {
  const name = `report-${++documents}.xml`;
  return {
    name,
    sha256: `sha-${documents}`,
    byteLength: 1,
    format: reports[0]?.format ?? "xml",
    entry: null,
    reports: reports.map((report) => ({ report, figures: figuresHash(report), findings: [] })),
    findings: [],
  };
}

const slugOf = (name: string) => name.toLowerCase().replaceAll(" ", "-");

/** Knows the brokers and venues given as filed name → slug; all others are unknown under their own name. */
function naming(
  version: string,
  brokers: Readonly<Record<string, string>>,
  venues: Readonly<Record<string, string>> = {},
  rules: Naming["rules"] = [],
): Naming {
  const kinds = (known: boolean): Pick<NamedVenue, "kind" | "kindEquities" | "kindOptions"> => {
    const kind = known ? "wholesaler" : "unknown";
    return { kind, kindEquities: kind, kindOptions: kind };
  };
  return {
    version,
    rules,
    reporter: DIRECTORY.reporter,
    broker: (filed, crd): NamedBroker => {
      const slug = brokers[crd ?? ""] ?? brokers[filed];
      if (slug) return { slug, name: `The ${slug}`, crd, known: true };
      return { slug: slugOf(filed), name: filed, crd, known: false };
    },
    venue: ({ name }): NamedVenue => {
      const known = venues[name ?? ""];
      const slug = known ?? slugOf(name ?? "");
      return {
        slug,
        name: known ? `The ${known}` : (name ?? ""),
        known: known !== undefined,
        ...kinds(!!known),
      };
    },
  };
}

describe("made reports", () => {
  test("a broker that gets its name: entity, findings", () => {
    const files = [document(madeReport({ filedBroker: "tige" }))];
    const { database, changes } = expectAsImported(
      files,
      naming("1", {}),
      naming("2", { tige: "tiger-brokers" }),
    );
    expect(database.prepare("SELECT slug, known FROM broker").all()).toEqual([
      { slug: "tiger-brokers", known: 1 },
    ]);
    expect(changes.map(({ what, before, after }) => [what, before, after])).toEqual([
      ["broker", null, "The tiger-brokers, no CRD"],
      ["broker", "tige, no CRD, not in the directory", null],
      ["filed broker", "tige", "tiger-brokers"],
      ["findings", "2 on names", "1 on names"],
    ]);
  });

  test("a broker called by its CRD takes the name that another report of that CRD gives, and keeps it", () => {
    const files = [
      document(madeReport({ filedBroker: "282000_606_NMS_2025_Q2", crd: "282000" })),
      document(
        madeReport({ filedBroker: "Harbor Lane LLC", crd: "282000", quarter: { year: 2021, quarter: 2 } }),
      ),
      document(madeReport({ filedBroker: "HARB", crd: "282000", quarter: { year: 2021, quarter: 3 } })),
    ];
    const called = (count: number) =>
      storeOf(files.slice(0, count), DIRECTORY).prepare("SELECT slug, name, crd, known FROM broker").all();
    const slug = "crd-282000";
    expect(called(1)).toEqual([{ slug, name: "CRD 282000", crd: "282000", known: 0 }]);
    for (const count of [2, 3])
      expect(called(count)).toEqual([{ slug, name: "Harbor Lane LLC", crd: "282000", known: 0 }]);
    expect(nameAgain(storeOf(files, DIRECTORY), DIRECTORY, { trial: false })).toEqual([]);
  });

  test("a trial changes nothing", () => {
    const database = storeOf([document(madeReport({ filedBroker: "tige" }))], naming("1", {}));
    const before = dumpStore(database);
    const trial = nameAgain(database, naming("2", { tige: "tiger" }), { trial: true });
    expect(dumpStore(database)).toEqual(before);
    expect(trial).toEqual(nameAgain(database, naming("2", { tige: "tiger" }), { trial: false }));
    expect(nameAgain(database, naming("2", { tige: "tiger" }), { trial: false })).toEqual([]);
  });

  test("what moved figures is in the public log once, and nothing of a trial", () => {
    const database = storeOf([document(madeReport({ filedBroker: "tige" }))], naming("1", {}));
    const log = () => database.prepare("SELECT what, name, before, after, rows FROM correction").raw().all();
    nameAgain(database, naming("2", { tige: "tiger" }), { trial: true });
    expect(log()).toEqual([]);
    nameAgain(database, naming("2", { tige: "tiger" }), { trial: false });
    nameAgain(database, naming("2", { tige: "tiger" }), { trial: false });
    expect(log()).toEqual([["filed broker", "tige", "tige", "tiger", 1]]);
  });

  test("a fault leaves the store as it was", () => {
    const database = storeOf([document(madeReport())], naming("1", {}));
    const before = dumpStore(database);
    const faulty: Naming = {
      ...naming("2", {}, { "Citadel Securities": "citadel" }),
      broker: () => {
        throw new Error("a name for two firms");
      },
    };
    expect(() => nameAgain(database, faulty, { trial: false })).toThrow("a name for two firms");
    expect(dumpStore(database)).toEqual(before);
    expect(database.inTransaction).toBe(false);
  });

  test("two entities become one broker: versions are numbered and compared anew", () => {
    const files = [
      document(madeReport({ filedBroker: "SOFI", usd: 100, generatedAt: "2021-05-20T12:00:00Z" })),
      document(madeReport({ filedBroker: "SoFi Securities", usd: 110, generatedAt: "2021-04-20T12:00:00Z" })),
      document(madeReport({ filedBroker: "SOFI", usd: 120, series: "B" })),
      document(madeReport({ filedBroker: "Other", usd: 5 })),
    ];
    const { database } = expectAsImported(
      files,
      naming("1", { "SoFi Securities": "sofi" }),
      naming("2", { "SoFi Securities": "sofi", SOFI: "sofi" }),
    );
    expect(
      database
        .prepare(
          `SELECT r.filed_broker AS filed, r.version, r.is_current AS current FROM report r
           JOIN broker b ON b.id = r.broker_id AND b.slug = 'sofi' ORDER BY r.series, r.version`,
        )
        .all(),
    ).toEqual([
      { filed: "SoFi Securities", version: 1, current: 0 },
      { filed: "SOFI", version: 2, current: 1 },
      { filed: "SOFI", version: 1, current: 1 },
    ]);
    expect(
      database
        .prepare("SELECT code FROM finding WHERE code LIKE '%\\_%' ESCAPE '\\' ORDER BY 1")
        .pluck()
        .all(),
    ).toEqual(expect.arrayContaining(["several_series", "version_conflict"]));
  });

  test("one broker becomes two", () => {
    const files = [
      document(madeReport({ filedBroker: "Alpha", usd: 100 })),
      document(madeReport({ filedBroker: "Alpha East", usd: 110, generatedAt: "2021-06-01T00:00:00Z" })),
    ];
    expectAsImported(
      files,
      naming("1", { Alpha: "alpha", "Alpha East": "alpha" }),
      naming("2", { Alpha: "alpha" }),
    );
  });

  test("equal figures of one broker are one report, shown from its best document", () => {
    const files = [
      document(madeReport({ filedBroker: "HOOD", format: "csv", generatedAt: null, venue: "Citadel" })),
      document(madeReport({ filedBroker: "Robinhood", usd: 100 })),
      document(madeReport({ filedBroker: "Robinhood", usd: 120, generatedAt: "2021-06-01T00:00:00Z" })),
    ];
    const { database, changes } = expectAsImported(
      files,
      naming("1", {}),
      naming("2", { HOOD: "robinhood", Robinhood: "robinhood" }),
    );
    expect(
      database.prepare("SELECT format, version, is_current AS current FROM report ORDER BY 2").all(),
    ).toEqual([
      { format: "xml", version: 1, current: 0 },
      { format: "xml", version: 2, current: 1 },
    ]);
    expect(changes.filter(({ what }) => what === "report")).toHaveLength(1);
    expect(database.prepare("SELECT count(*) FROM report_source").pluck().get()).toBe(3);
  });

  test("a withdrawal holds when reports become one", () => {
    const files = [
      document(madeReport({ filedBroker: "HOOD" })),
      document(madeReport({ filedBroker: "Robinhood" })),
    ];
    const database = storeOf(files, naming("1", {}));
    database
      .prepare(
        "UPDATE report SET withdrawn_at = 'x', withdrawn_why = 'wrong' WHERE filed_broker = 'Robinhood'",
      )
      .run();
    nameAgain(database, naming("2", { HOOD: "robinhood", Robinhood: "robinhood" }), { trial: false });
    expect(database.prepare("SELECT withdrawn_why AS why, is_current AS current FROM report").all()).toEqual([
      { why: "wrong", current: 0 },
    ]);
  });

  test("brokers exchange CRD numbers and slugs", () => {
    const files = [
      document(madeReport({ filedBroker: "Alpha", crd: "1", usd: 1 })),
      document(madeReport({ filedBroker: "Beta", crd: "2", usd: 2 })),
      document(
        madeReport({
          filedBroker: "Beta",
          crd: null,
          usd: 3,
          quarter: { year: 2021, quarter: 2 },
          months: [],
        }),
      ),
    ];
    expectAsImported(
      files,
      naming("1", { "1": "alpha", "2": "beta" }),
      naming("2", { "1": "beta", "2": "alpha" }),
    );
  });

  test("a venue that gets its name takes rows, kinds and rollups with it", () => {
    const files = [
      document(madeReport({ venue: "CES" })),
      document(madeReport({ filedBroker: "Other", venue: "Citadel", usd: 7 })),
    ];
    const { database, changes } = expectAsImported(
      files,
      naming("1", {}, { Citadel: "citadel" }),
      naming("2", {}, { Citadel: "citadel", CES: "citadel" }),
    );
    expect(database.prepare("SELECT slug FROM venue").pluck().all()).toEqual(["citadel"]);
    expect(
      database.prepare("SELECT DISTINCT venues FROM market_rollup ORDER BY venues").pluck().all(),
    ).toEqual(["all", "no_exchanges", "venue", "wholesaler"]);
    expect(changes).toContainEqual({
      what: "filed venue",
      name: "CES",
      before: "ces, unknown (equities)",
      after: "citadel, wholesaler (equities)",
      rows: 1,
    });
  });

  test("flow is left out once it is listed, and counts again when it is not", () => {
    const files = [
      document(madeReport({ filedBroker: "Alpha", usd: 80 })),
      document(madeReport({ filedBroker: "Beta", usd: 100 })),
    ];
    const rule = { broker: "alpha", venue: null, inside: "beta", from: null, to: null };
    const listed = naming("2", {}, {}, [rule]);
    const { database, changes } = expectAsImported(files, naming("1", {}), listed);
    expect(changes.map(({ what, after }) => [what, after])).toEqual([
      ["re-reported", "1 rows left out of totals"],
    ]);
    expect(database.prepare("SELECT re_reported FROM rollup ORDER BY report_id, 1").pluck().all()).toEqual([
      "in",
      "only",
      "none",
    ]);
    expectAsImported(files, listed, naming("3", {}));
  });
});

test("an import under way notices that another process has named the store again", () => {
  const file = `${temporaryFolder()}/store.db`;
  const importing = new DocumentStore(openWriter(file), temporaryFolder(), naming("1", {}));
  const save = (report: Report) => importing.together(() => importing.store(document(report), null));
  save(madeReport({ filedBroker: "tige", venue: "CES" }));
  const other = openWriter(file);
  nameAgain(other, naming("2", { tige: "tiger" }, { CES: "citadel" }), { trial: false });
  other.close();
  // The rows it remembers are gone.
  save(
    madeReport({
      filedBroker: "tige",
      venue: "CES",
      usd: 7,
      quarter: { year: 2021, quarter: 2 },
      months: [],
    }),
  );
  expect(importing.database.prepare("SELECT slug FROM broker ORDER BY slug").pluck().all()).toEqual([
    "tige",
    "tiger",
  ]);
  expect(importing.database.pragma("foreign_key_check")).toEqual([]);
});

test("a store is behind when its reports were named by another state of the directory", () => {
  const database = openWriter(`${temporaryFolder()}/store.db`);
  // Empty: nothing is named yet.
  expect(areNamesBehind(database, "1")).toBe(false);
  expect(areNamesBehind(database, "2")).toBe(false);
  const store = new DocumentStore(database, temporaryFolder(), naming("2", {}));
  store.together(() => store.store(document(madeReport()), null));
  expect(areNamesBehind(database, "2")).toBe(false);
  expect(areNamesBehind(database, "3")).toBe(true);
  const next = naming("3", { "Example Brokerage": "example" });
  nameAgain(database, next, { trial: true });
  expect(areNamesBehind(database, "3")).toBe(true);
  nameAgain(database, next, { trial: false });
  expect(areNamesBehind(database, "3")).toBe(false);
  nameAgain(database, { ...next, version: "4" }, { trial: true });
  expect(areNamesBehind(database, "4")).toBe(false);
});

describe.skipIf(noFilings)("the real filings (needs ../shared/filings)", () => {
  const read: ReadDocument[] = [];
  beforeAll(async () => {
    for (const file of [...filings("xml"), ...filings("pdf", "2022Q1")]) {
      read.push(await readDocument(readFileSync(file), path.basename(file), null));
    }
  });

  /** As if the directory lacked Citadel and Schwab and took Robinhood for Apex. */
  const other: Naming = {
    ...DIRECTORY,
    version: "other",
    rules: [{ broker: "goldman-sachs", venue: null, inside: "apex-clearing", from: null, to: null }],
    broker: (name, crd) =>
      /schwab/i.test(name)
        ? { slug: "chuck", name, crd, known: false }
        : DIRECTORY.broker(/robinhood/i.test(name) ? "Apex Clearing Corporation" : name, crd),
    venue: (filed, assetClass) => {
      const venue = DIRECTORY.venue(filed, assetClass);
      if (venue.slug !== "citadel-securities") return venue;
      const kinds = { kind: "unknown", kindEquities: "unknown", kindOptions: "unknown" } as const;
      return { ...venue, ...kinds, slug: `x-${assetClass}`, name: filed.name ?? "", known: false };
    },
  };

  test("named again they are as if imported now", () => {
    const { changes } = expectAsImported(read, other, DIRECTORY);
    expect(changes.length).toBeGreaterThan(10);
  });

  test("and back", () => {
    expectAsImported(read, DIRECTORY, other);
  });
});
