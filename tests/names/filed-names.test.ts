import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { parseFinraName } from "@/intake/finra-name";
import { resolveBroker } from "@/names/resolve-broker";
import { resolveVenue } from "@/names/resolve-venue";
import { FIGURES_2025Q3 as FIGURES, FILINGS } from "../support/filings";
import { readFilings } from "./read-filings";

const FINRA = path.join(FILINGS, "finra");

/** A name as filed, in the file it is from. */
interface Filed {
  readonly file: string;
  readonly broker: string;
  readonly name: string;
  readonly mic: string | null;
  readonly mpid: string | null;
  readonly assetClass: "equities" | "options";
}

function figures(): Filed[] {
  return readdirSync(FIGURES)
    .filter((file) => file.endsWith(".csv"))
    .flatMap((file) => {
      const text = readFileSync(path.join(FIGURES, file), "utf8");
      return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
    })
    .map((row) => ({
      file: row.source_file ?? "",
      broker: row.bd ?? "",
      name: row.row === "0" ? "" : (row.name ?? ""),
      mic: row.mic || null,
      mpid: row.mpid || null,
      assetClass: row.section === "options" ? "options" : "equities",
    }));
}

describe.skipIf(!existsSync(FIGURES))(
  "names filed today (needs ../shared/figures-2025q3 and filings/finra)",
  () => {
    const files = readdirSync(FINRA, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".xml"),
    );
    const filed: Filed[] = [...readFilings(), ...readFilings(FINRA, files), ...figures()];

    test("all brokers are known", () => {
      const names = filed.map(({ file, broker }) => {
        const { name, known } = resolveBroker(broker, parseFinraName(path.basename(file))?.crd ?? null);
        return known ? "" : `${file}: ${name}`;
      });
      expect(new Set(names)).toEqual(new Set([""]));
    });

    test("venues that nobody can place stay unknown: SoFi's WATERSHED", () => {
      const unknown = filed
        .filter((row) => row.name !== "" && !resolveVenue(row, row.assetClass).known)
        .map((row) => `${row.broker}: ${row.name}`);
      expect(new Set(unknown)).toEqual(new Set(["SOFI: WATERSHED"]));
    });

    test.each([
      ["7784", "fidelity-brokerage-services"],
      ["165998", "robinhood-financial"],
      ["283078", "futu-clearing"],
      ["277027", "tastytrade"],
      ["151717-SOFI", "sofi-securities"],
      ["290215-VLOX", "velox-clearing"],
      ["17912-SOGO", "sogotrade"],
      ["299274-ALTR", "altruist-financial"],
      ["316281-FNNL", "fennel-financials"],
      ["250-EDJO", "edward-jones"],
      ["165429-DRVW", "drivewealth"],
      ["120583-20251008062755108", "us-tiger-securities"],
    ])("the report %s is %s's, by number and by name alone", (file, slug) => {
      const [row] = readFileSync(path.join(FIGURES, `${file}.csv`), "utf8")
        .split("\n")
        .slice(1);
      const [crd, broker] = Papa.parse<string[]>(row ?? "").data[0] ?? [];
      expect(resolveBroker(broker ?? "", crd ?? null)).toMatchObject({ slug, known: true });
      expect(resolveBroker(broker ?? "", null)).toMatchObject({ slug, known: true });
    });
  },
);
