import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DocumentStore } from "@/ingest";
import { readDocument } from "@/ingest-read";
import { filters } from "@/queries/filters";
import { rates } from "@/queries/rates";
import { openReader } from "@/store/read-connection";
import { openWriter } from "@/store/write-connection";
import { withdraw } from "@/worker/withdraw";
import { dumpStore } from "../support/dump-store";
import { CASES, noFilings } from "../support/filings";
import { expectRollupsOfFacts } from "../support/rollups-of-facts";
import { emptyStore, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

const FIXTURE = readFileSync(
  path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml"),
  "utf8",
);

interface Named {
  readonly name: string;
  readonly xml: string;
}

/** A store of these documents in this order. */
async function storeOf(documents: readonly Named[]): Promise<Database> {
  const database = openWriter(`${temporaryFolder()}/store.db`);
  const store = new DocumentStore(database, ".");
  for (const { name, xml } of documents) {
    const read = await readDocument(Buffer.from(xml), name, null);
    store.together(() => store.store(read, null));
  }
  return database;
}

interface Identity {
  readonly crd: string | null;
  readonly series: string;
  readonly filedVersion: number | null;
  readonly isCurrent: number;
}

function identities(database: Database): Identity[] {
  return database
    .prepare<[], Identity>(
      `SELECT crd, series, filed_version AS filedVersion, is_current AS isCurrent FROM report
       ORDER BY series, coalesce(filed_version, 0), generated_at`,
    )
    .all();
}

/** What does not depend on which of several names came first: ids made from it, and file names. */
function saidBy(database: Database) {
  return {
    brokers: dumpStore(database).brokers,
    reports: database
      .prepare(
        `SELECT b.slug, r.crd, r.series, r.version, r.filed_version, r.generated_at, r.figures_hash, r.is_current,
           (SELECT later.figures_hash FROM report later WHERE later.id = r.replaced_by) AS later,
           (SELECT group_concat(code) FROM (SELECT code FROM finding WHERE report_id = r.id ORDER BY code)) AS codes
         FROM report r JOIN broker b ON b.id = r.broker_id ORDER BY r.figures_hash`,
      )
      .all(),
  };
}

const stamped = (at: string) => FIXTURE.replace("2023-04-28T14:05:09Z", at);
/** The fixture with one payment changed. */
const changed = (usd: string, at: string) => stamped(at).replace("-312.40", usd);

describe("a name that lost what FINRA gave it", () => {
  const plain = { name: "report.xml", xml: FIXTURE };
  const better = { name: "0101_606_NMS_2023_Q1_HRBR_V2.xml", xml: FIXTURE };

  test("the same bytes under a better name teach the CRD, the series and the version, in any order", async () => {
    const learned = [{ crd: "101", series: "HRBR", filedVersion: 2, isCurrent: 1 }];
    expect(identities(await storeOf([plain, better]))).toEqual(learned);
    expect(identities(await storeOf([better, plain]))).toEqual(learned);
  });

  test("so do equal figures; what is learned is told, and once", async () => {
    const store = emptyStore();
    const files = [plain, { ...better, xml: `${FIXTURE}\n` }, { ...plain, name: "again.xml" }].map(
      ({ name, xml }) => {
        writeFileSync(path.join(store.dataDir, name), xml);
        return path.join(store.dataDir, name);
      },
    );
    const { events, summary } = await importInto(store, files);
    expect(summary).toMatchObject({ stored: 1, sources: 1, duplicates: 1, versions: 0 });
    const told = events.flatMap((event) => (event.type === "file" ? event.findings : []));
    expect(told.filter(({ code }) => code === "identity_learned").map(({ message }) => message)).toEqual([
      expect.stringContaining("the CRD 101, the series HRBR, the version 2."),
    ]);
    const database = openReader(store.databaseFile);
    expect(identities(database)).toEqual([{ crd: "101", series: "HRBR", filedVersion: 2, isCurrent: 1 }]);
    database.close();
  });

  test("a code for a broker's name becomes the firm once its CRD is learned, whichever came first", async () => {
    // The name as filed, without a CRD, is nobody's; 5393 is Charles Schwab's in the directory.
    const xml = FIXTURE.replace("Harbor Lane Securities LLC", "HLSX").replace(
      "<bd>Harbor Lane</bd>",
      "<bd>HLSX</bd>",
    );
    const named = { name: "5393_606_NMS_2023_Q1_V1.xml", xml };
    const nameless = { name: "download.xml", xml };
    const same = { name: "other.xml", xml: `${xml}\n` };
    const expected = saidBy(await storeOf([named]));
    expect(expected.brokers).toMatchObject([["charles-schwab", "Charles Schwab", "5393", 1]]);
    for (const order of [
      [nameless, named],
      [named, nameless],
      [same, named],
      [named, same],
    ]) {
      const database = await storeOf(order);
      expect(saidBy(database)).toEqual(expected);
      expectRollupsOfFacts(database);
    }
  });

  test("V2 replaces a version whose number got lost, whatever their dates", async () => {
    const lost = { name: "101_606_NMS_2023_Q1.xml", xml: changed("-312.40", "2023-04-28T14:05:09Z") };
    for (const at of ["2023-04-28T14:05:09Z", "2023-05-30T00:00:00Z", "2023-04-20T00:00:00Z"]) {
      const second = { name: "101_606_NMS_2023_Q1_V2.xml", xml: changed("-313.40", at) };
      for (const order of [
        [lost, second],
        [second, lost],
      ]) {
        expect(identities(await storeOf(order))).toEqual([
          { crd: "101", series: "", filedVersion: null, isCurrent: 0 },
          { crd: "101", series: "", filedVersion: 2, isCurrent: 1 },
        ]);
      }
    }
  });
});

describe("two series of one firm and quarter", () => {
  const main = { name: "101_606_NMS_2023_Q1_MAIN_V1.xml", xml: changed("-312.40", "2023-04-28T14:05:09Z") };
  const again = { name: "101_606_NMS_2023_Q1_V1.xml", xml: changed("-313.40", "2023-05-20T00:00:00Z") };
  /** Every payment is another: a report of its own, with the same venues, percentages and rates. */
  const own = {
    name: "101_606_NMS_2023_Q1_OWN_V1.xml",
    xml: FIXTURE.replace(
      /(Usd>)(-?)([1-9][\d.]*)</g,
      (_, tag, sign, usd) => `${tag}${sign}${(Number(usd) * 3 + 1).toFixed(2)}<`,
    ),
  };

  test("nearly equal: a correction under another name, of which the later counts", async () => {
    for (const order of [
      [main, again],
      [again, main],
    ]) {
      const database = await storeOf(order);
      expect(identities(database)).toMatchObject([
        { series: "", isCurrent: 1 },
        { series: "MAIN", isCurrent: 0 },
      ]);
      const found = database
        .prepare<[], [string, string]>(
          "SELECT f.code, f.message FROM finding f WHERE code LIKE '%series' OR code LIKE 'correction%' ORDER BY 2",
        )
        .raw()
        .all();
      expect(found.map(([code]) => code)).toEqual([
        "correction_under_another_name",
        "correction_under_another_name",
      ]);
      expect(
        found.map(([, message]) => /\w+ one does not|that one does not/.exec(message)?.[0]).sort(),
      ).toEqual(["that one does not", "this one does not"]);
      expectRollupsOfFacts(database);
    }
  });

  test("other payments with the same percentages and rates: both count", async () => {
    const database = await storeOf([main, own]);
    expect(identities(database)).toMatchObject([
      { series: "MAIN", isCurrent: 1 },
      { series: "OWN", isCurrent: 1 },
    ]);
    expect(database.prepare("SELECT code FROM finding WHERE code = 'several_series'").all()).toHaveLength(1);
  });

  test("the other counts again when the later is withdrawn", async () => {
    const database = await storeOf([main, again]);
    const id = database
      .prepare<[], string>("SELECT public_id FROM report WHERE series = ''")
      .pluck()
      .get() as string;
    withdraw(database, id, "test", []);
    expect(identities(database)).toMatchObject([
      { series: "", isCurrent: 0 },
      { series: "MAIN", isCurrent: 1 },
    ]);
    withdraw(database, id, null, []);
    expect(identities(database)).toMatchObject([
      { series: "", isCurrent: 1 },
      { series: "MAIN", isCurrent: 0 },
    ]);
  });

  test("a store says the same in whatever order these and their copies came", async () => {
    const all: Named[] = [
      main,
      again,
      own,
      { name: "101_606_NMS_2023_Q1_OWN_V2 (1).xml", xml: own.xml.replace("<ndoPct>98.40", "<ndoPct>98.50") },
      { name: "harbor.xml", xml: again.xml },
      { name: "harbor (1).xml", xml: `${main.xml}\n` },
      { name: "101_606_NMS_2023_Q1_MAIN.xml", xml: main.xml },
      { name: "101_606_NMS_2023_Q1_MAIN_V3.xml", xml: changed("-999.40", "2023-04-29T00:00:00Z") },
    ];
    const expected = saidBy(await storeOf(all));
    expect(expected.reports).toHaveLength(5);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length }), async (order) => {
        const database = await storeOf(order);
        expect(saidBy(database)).toEqual(expected);
        expectRollupsOfFacts(database);
        database.close();
      }),
      { numRuns: 30 },
    );
  });
});

describe.skipIf(noFilings)("made-up filings with one fault each (needs ../shared/cases)", () => {
  /** The cases imported in this order: identities, and the payment of what counts. */
  async function imported(...names: string[]) {
    const store = emptyStore();
    await importInto(
      store,
      names.map((name) => path.join(CASES, name)),
    );
    const database = openReader(store.databaseFile);
    const found = identities(database);
    database.close();
    const [row] = rates(filters({}), []);
    return { store, found, payment: row?.payment_usd };
  }

  test("283000: nearly equal figures under two series count once, the later", async () => {
    const files = ["283000_606_NMS_2025_Q3_MAIN_V1.xml", "283000_606_NMS_2025_Q3_V1.xml"];
    for (const order of [files, [...files].reverse()]) {
      const { found, payment } = await imported(...order);
      expect(found).toEqual([
        { crd: "283000", series: "", filedVersion: 1, isCurrent: 1 },
        { crd: "283000", series: "MAIN", filedVersion: 1, isCurrent: 0 },
      ]);
      // As known on a day before the later was made, the earlier counts.
      const [before] = rates(filters({ asOf: "2025-10-25" }), []);
      expect(before?.payment_usd).toBe(4500);
      const [after] = rates(filters({ asOf: "2025-11-25" }), []);
      expect(after?.payment_usd).toBe(4501);
      // 3 months × 6 venues × $250, and one dollar more at one of them in July.
      expect(payment).toBe(4501);
    }
  });

  test("284000: V3 replaces V2, though a browser named it", async () => {
    const files = ["284000_606_NMS_2025_Q3_ABCD_V2.xml", "284000_606_NMS_2025_Q3_ABCD_V3 (1).xml"];
    for (const order of [files, [...files].reverse()]) {
      expect((await imported(...order)).found).toEqual([
        { crd: "284000", series: "ABCD", filedVersion: 2, isCurrent: 0 },
        { crd: "284000", series: "ABCD", filedVersion: 3, isCurrent: 1 },
      ]);
    }
  });

  test("284001: a version that got lost on the way is replaced by V2", async () => {
    const { store, found } = await imported("284001_606_NMS_2025_Q3.xml");
    expect(found).toEqual([{ crd: "284001", series: "", filedVersion: null, isCurrent: 1 }]);
    const second = path.join(store.dataDir, "284001_606_NMS_2025_Q3_V2.xml");
    copyFileSync(path.join(CASES, "284001_606_NMS_2025_Q3.xml"), second);
    writeFileSync(second, readFileSync(second, "utf8").replace(">100.00</net", ">107.00</net"));
    await importInto(store, [second]);
    const database = openReader(store.databaseFile);
    expect(identities(database).map(({ filedVersion, isCurrent }) => [filedVersion, isCurrent])).toEqual([
      [null, 0],
      [2, 1],
    ]);
    database.close();
  });
});
