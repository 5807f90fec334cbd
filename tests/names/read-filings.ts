import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ORDER_TYPES } from "@/report/order-types";
import type { Section } from "@/report/sections";

export const FILINGS = path.resolve(import.meta.dirname, "../../../shared/filings");
export const filingsAbsent = !existsSync(FILINGS);

export interface FiledRow {
  readonly file: string;
  readonly broker: string;
  /** `2020Q1` */
  readonly quarter: string;
  readonly month: number;
  readonly section: Section;
  readonly assetClass: "equities" | "options";
  readonly name: string;
  readonly mic: string | null;
  readonly mpid: string | null;
  /** In the order of `ORDER_TYPES`; null: blank. */
  readonly usd: readonly (number | null)[];
  readonly cph: readonly (number | null)[];
}

const SECTION: Record<string, Section> = { rSP500: "sp500", rOtherStocks: "non_sp500", rOptions: "options" };
const ELEMENTS = ["Market", "MarketableLimit", "NonMarketableLimit", "Other"];

/** The filings are flat enough to be read by pattern here, apart from the parser under test elsewhere. */
export function readFilings(
  folder = FILINGS,
  files = filingsAbsent ? [] : readdirSync(folder).filter((file) => file.endsWith(".xml")),
): FiledRow[] {
  return files.flatMap((file) => {
    const xml = readFileSync(path.join(folder, file), "utf8");
    const broker = textOf(xml, "bd") ?? "";
    const quarter = `${textOf(xml, "year")}Q${Number(textOf(xml, "qtr"))}`;
    return all(xml, "rMonthly").flatMap((monthly) =>
      Object.entries(SECTION).flatMap(([element, section]) =>
        all(monthly, element)
          .flatMap((body) => all(body, "rVenue"))
          .map((row) => ({
            file,
            broker,
            quarter,
            month: Number(textOf(monthly, "mon")),
            section,
            assetClass: section === "options" ? ("options" as const) : ("equities" as const),
            name: textOf(row, "name") ?? "",
            mic: textOf(row, "mic"),
            mpid: textOf(row, "mpid"),
            usd: ORDER_TYPES.map((_, i) => numberOf(row, `netPmtPaidRecv${ELEMENTS[i]}OrdersUsd`)),
            cph: ORDER_TYPES.map((_, i) => numberOf(row, `netPmtPaidRecv${ELEMENTS[i]}OrdersCph`)),
          })),
      ),
    );
  });
}

function all(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, "g"))].map(
    ([, body = ""]) => body,
  );
}

function numberOf(xml: string, element: string): number | null {
  const text = textOf(xml, element)?.trim() ?? "";
  return text === "" ? null : Number(text);
}

function textOf(xml: string, element: string): string | null {
  const found = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
  return found?.replaceAll("&quot;", '"').replaceAll("&amp;", "&") ?? null;
}
