import { DOUBTING_CODES, type Doubted, doubtOf, type FindingCode } from "@/report/findings";
import { monthInText } from "@/report/format";
import { ORDER_TYPES, type OrderType } from "@/report/order-types";
import { impliedShares } from "@/report/rate";
import type { Section } from "@/report/sections";
import type { VenueKind } from "@/report/venue-kinds";
import { selectRaw } from "./database";
import { remembered } from "./remembered";

/** A finding that casts doubt on figures of its report. */
export interface DoubtingFinding {
  readonly code: FindingCode;
  readonly reportRow: number;
  /** Public id. */
  readonly report: string;
  readonly broker: string;
  readonly brokerSlug: string;
  /** `quarterIndex` */
  readonly quarter: number;
  readonly section: Section | null;
  /** As filed. */
  readonly venue: string | null;
}

/** A filed row with cells that a finding casts doubt on. */
export interface DoubtedRow {
  readonly finding: DoubtingFinding;
  readonly month: number;
  readonly section: Section;
  readonly venueSlug: string;
  readonly kind: VenueKind;
  readonly reReported: boolean;
  readonly cells: readonly DoubtedCell[];
}

export interface DoubtedCell {
  readonly orderType: OrderType;
  /** Absolute dollars; null when filed blank. */
  readonly abs: number | null;
  readonly shares: number | null;
  /** Share of the section's orders of the type, 0–100. */
  readonly pct: number | null;
}

type Figures = { readonly usd: number | null; readonly cph: number | null; readonly pct: number | null };

/** Which cells a finding of single cells means: the twins of the checks in src/validate. */
const IS_MEANT: Readonly<Partial<Record<FindingCode, (cell: Figures) => boolean>>> = {
  usd_without_rate: ({ usd, cph }) => Boolean(usd) && !cph,
  rate_without_usd: ({ usd, cph }) => Boolean(cph) && !usd,
  sign_mismatch: ({ usd, cph }) => Boolean(usd && cph) && impliedShares({ usd, cph }) === null,
};

const anyType = (condition: (type: OrderType) => string) =>
  ORDER_TYPES.map((type) => `(${condition(type)})`).join(" OR ");
const FIGURES = ORDER_TYPES.flatMap((type) => [`${type}_usd`, `${type}_cph`, `${type}_pct`]);

/** The same for whole rows `v`, so that few are read. */
const ROWS_MEANT: Readonly<Partial<Record<FindingCode, string>>> = {
  usd_without_rate: anyType((type) => `v.${type}_usd <> 0 AND coalesce(v.${type}_cph, 0) = 0`),
  rate_without_usd: anyType((type) => `v.${type}_cph <> 0 AND coalesce(v.${type}_usd, 0) = 0`),
  sign_mismatch: anyType((type) => `v.${type}_usd * v.${type}_cph < 0`),
  // The repetition is what may count twice, not the first row.
  venue_repeated: `EXISTS (SELECT 1 FROM venue_row w
      WHERE w.report_id = v.report_id AND w.month = v.month AND w.section = v.section AND w.row_number < v.row_number
        AND w.filed_venue_id = v.filed_venue_id AND ${["order_pct", ...FIGURES].map((name) => `w.${name} IS v.${name}`).join(" AND ")})`,
};

/**
 * Every row of the stored reports that a finding casts doubt on. Found from the findings, which are few, and kept
 * while the store stays as it is: a market's are read once. @throws AppError store
 */
export function doubtedRows(): readonly DoubtedRow[] {
  return remembered("doubted rows", null, () => {
    const findings = findingsOn("payment", "rate", "volume", "shares");
    return [...new Set(findings.map(({ finding }) => finding.code))].flatMap((code) =>
      rowsOf(
        code,
        findings.filter(({ finding }) => finding.code === code),
      ),
    );
  });
}

interface Meant {
  readonly finding: DoubtingFinding;
  /** Bit m: month m. */
  readonly months: number;
}

/** Findings that cast doubt on such figures. @throws AppError store */
export function doubtingFindings(...on: readonly Doubted[]): DoubtingFinding[] {
  return findingsOn(...on).map(({ finding }) => finding);
}

function findingsOn(...on: readonly Doubted[]): Meant[] {
  const codes = DOUBTING_CODES.filter((code) => doubtOf(code)?.on.some((one) => on.includes(one)));
  return selectRaw(
    `SELECT f.code, f.report_id, r.public_id, b.name, b.slug, r.quarter, f.section, f.venue, f.month, f.message
     FROM finding f CROSS JOIN report r ON r.id = f.report_id CROSS JOIN broker b ON b.id = r.broker_id
     WHERE f.code IN (SELECT value FROM json_each(?)) AND r.withdrawn_at IS NULL
     ORDER BY f.report_id, f.id`,
    [JSON.stringify(codes)],
  ).map(([code, reportRow, report, broker, brokerSlug, quarter, section, venue, month, message]) => ({
    finding: {
      code: code as FindingCode,
      reportRow: Number(reportRow),
      report: String(report),
      broker: String(broker),
      brokerSlug: String(brokerSlug),
      quarter: Number(quarter),
      section: section as Section | null,
      venue: venue as string | null,
    },
    months: monthsOf(code as FindingCode, Number(quarter), month as number | null, String(message)),
  }));
}

const ALL_MONTHS = 0b1_1111_1111_1110;

/** A finding about a venue stands at its first month and names the others in its message; one that names none is about
 * the quarter from there on. */
function monthsOf(code: FindingCode, quarter: number, first: number | null, message: string): number {
  if (doubtOf(code)?.of !== "venue" || first === null) return ALL_MONTHS;
  const start = (quarter % 4) * 3 + 1;
  const months = [start, start + 1, start + 2].filter((month) => month >= first);
  const named = months.filter((month) => message.includes(monthInText(Math.floor(quarter / 4), month)));
  return (named.length > 0 ? named : months).reduce((bits, month) => bits | (1 << month), 0);
}

function rowsOf(code: FindingCode, meant: readonly Meant[]): DoubtedRow[] {
  const of = doubtOf(code)?.of;
  const isMeant = IS_MEANT[code] ?? (() => true);
  const ofVenue =
    of === "venue"
      ? "AND f.venue_id IN (SELECT n.venue_id FROM filed_venue n WHERE n.name = d.value ->> 4 AND n.asset_class = f.asset_class)"
      : "";
  const rows = selectRaw(
    `SELECT d.value ->> 0, v.month, v.section, e.slug, f.kind, v.re_reported, ${FIGURES.map((name) => `v.${name}`).join(", ")}
     FROM json_each(?) d CROSS JOIN venue_row v ON v.report_id = d.value ->> 1
       CROSS JOIN filed_venue f ON f.id = v.filed_venue_id CROSS JOIN venue e ON e.id = f.venue_id
     WHERE (d.value ->> 2 IS NULL OR v.section = d.value ->> 2) AND (1 << v.month) & d.value ->> 3
       AND (${ROWS_MEANT[code] ?? "1"}) ${ofVenue}`,
    [
      JSON.stringify(
        meant.map(({ finding, months }, i) => [
          i,
          finding.reportRow,
          of === "report" ? null : finding.section,
          months,
          finding.venue,
        ]),
      ),
    ],
  );
  return rows.map(([i, month, section, venueSlug, kind, reReported, ...figures]) => ({
    finding: (meant[Number(i)] as Meant).finding,
    month: Number(month),
    section: section as Section,
    venueSlug: String(venueSlug),
    kind: kind as VenueKind,
    reReported: reReported === 1,
    cells: ORDER_TYPES.flatMap((orderType, t): DoubtedCell[] => {
      const [usd, cph, pct] = figures.slice(3 * t, 3 * t + 3) as (number | null)[];
      const cell: Figures = { usd: usd ?? null, cph: cph ?? null, pct: pct ?? null };
      const isBlank = cell.usd === null && cell.cph === null && cell.pct === null;
      if (isBlank || !isMeant(cell)) return [];
      return [
        {
          orderType,
          abs: cell.usd === null ? null : Math.abs(cell.usd),
          shares: impliedShares(cell),
          pct: cell.pct,
        },
      ];
    }),
  }));
}
