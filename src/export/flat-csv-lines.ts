import type { Filters } from "@/queries/filters";
import { FIRST_FIGURE, type Line, type ReportHead, type VenueColumns } from "@/queries/report-lines";
import { flatLines, type LineWindow } from "@/queries/rows";
import { VENUE_FIGURES } from "@/report/figures";
import { type CsvValue, csvNumber, csvText, FLAT_CSV_HEADER } from "./flat-csv";

const CHUNK_CHARACTERS = 65_536;
const LAST_FIGURE = FIRST_FIGURE + VENUE_FIGURES.length;

/**
 * Flat CSV v1 of everything under the filters, header first, in pieces of about 64 kB. The same text as `csvLine` makes of
 * each row (a test holds the two together), but in half the time: what lines share is written out once.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function* flatCsvOf(filters: Filters, window: LineWindow = {}): Generator<string, void> {
  const writer = new LineWriter();
  let chunk = FLAT_CSV_HEADER;
  for (const _ of flatLines(filters, window, (line) => {
    chunk += writer.write(line);
  })) {
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

/** Texts and venues kept at most; they repeat from report to report. */
const MOST_KEPT = 4_000;

/** Writes lines one after the other. */
class LineWriter {
  #report: ReportHead | null = null;
  #head = "";
  #broker = "";
  #tail = "";
  #mix: Line["mix"] | null = null;
  #mixText = "";
  readonly #venues = new Map<VenueColumns, readonly [resolved: string, filed: string]>();
  readonly #texts = new Map<string, string>();

  write(line: Line): string {
    const { report, mix, figures, text, position } = line;
    if (report !== this.#report) this.#begin(report);
    if (mix !== this.#mix) {
      this.#mix = mix;
      this.#mixText = cells(mix);
    }
    const [resolved, filed] = this.#venue(line.venue);
    let written = `${this.#head}${line.month},${line.section ?? ""},${resolved}${this.#broker}${filed}`;
    for (let i = FIRST_FIGURE; i < LAST_FIGURE; i++) {
      const value = figures[i];
      written += value === null || value === undefined ? "," : `${csvNumber(value as number)},`;
    }
    return `${written}${this.#mixText}${text === null ? "" : this.#text(text)},${this.#tail}${cell(position)}\n`;
  }

  #begin(report: ReportHead): void {
    this.#report = report;
    this.#head = cells(report.head);
    this.#broker = cells([report.filedBroker]);
    this.#tail = cells(report.tail);
  }

  #venue(venue: VenueColumns): readonly [string, string] {
    return kept(this.#venues, venue, () => [cells(venue.slice(0, 3)), cells(venue.slice(3))]);
  }

  #text(text: string): string {
    return kept(this.#texts, text, () => csvText(text));
  }
}

function kept<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MOST_KEPT) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}

/** Cells, each followed by a comma. */
function cells(values: readonly CsvValue[]): string {
  return values.map((value) => `${cell(value)},`).join("");
}

function cell(value: CsvValue): string {
  if (value === null) return "";
  return typeof value === "number" ? csvNumber(value) : csvText(value);
}
