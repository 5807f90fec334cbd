import { FLAT_COLUMNS } from "@/dictionary/filed-row";
import { type CsvValue, csvLine, FLAT_CSV_HEADER } from "@/export/flat-csv";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import type { MonthReport, Report, SectionReport, VenueRow } from "@/report/report";

type Values = Partial<Record<string, CsvValue>>;

/** The rows an export has for a report: a line per venue, a line per section or month that has none. */
export function flatRows(report: Report, reportId = "2020Q1-0123456789"): CsvValue[][] {
  return report.months.flatMap((month) => {
    if (month.sections.length === 0) return [flatRow(report, reportId, month, null, null)];
    return month.sections.flatMap((section) => {
      if (section.venues.length === 0) return [flatRow(report, reportId, month, section, null)];
      return section.venues.map((venue) => flatRow(report, reportId, month, section, venue));
    });
  });
}

function flatRow(
  report: Report,
  reportId: string,
  month: MonthReport,
  section: SectionReport | null,
  venue: VenueRow | null,
): CsvValue[] {
  const values: Values = {
    broker: "Resolved Broker",
    broker_slug: "resolved-broker",
    crd: report.crd,
    year: report.quarter.year,
    quarter: report.quarter.quarter,
    month: month.month,
    section: section?.section ?? null,
    ...(venue && { venue: "Resolved Venue", venue_slug: "resolved-venue", venue_kind: "other" }),
    filed_broker: report.filedBroker,
    filed_venue: venue?.filedVenue ?? null,
    mic: venue?.mic ?? null,
    mpid: venue?.mpid ?? null,
    material_aspects: venue?.materialAspects ?? null,
    report_id: reportId,
    series: report.series,
    report_version: report.filedVersion,
    generated_at: report.generatedAt,
    is_current: 1,
    source_file: report.origin?.file ?? null,
    source_sha256: report.origin?.sha256 ?? null,
    source_position: venue?.position ?? null,
  };
  const figures: Record<string, CsvValue> = {};
  VENUE_FIGURES.forEach(({ key }, i) => {
    figures[key] = venue?.figures[i] ?? null;
  });
  MIX_FIGURES.forEach(({ key }, i) => {
    figures[key] = section?.mix[i] ?? null;
  });
  const all: Record<string, CsvValue | undefined> = { ...values, ...figures };
  return FLAT_COLUMNS.map((column) => all[column] ?? null);
}

export function flatCsv(rows: readonly (readonly CsvValue[])[]): string {
  return FLAT_CSV_HEADER + rows.map(csvLine).join("");
}
