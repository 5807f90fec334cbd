import { cellState } from "@/report/cell-sums";
import { clip } from "@/report/clip";
import { FIGURE_INDEX, type FigureSpec, MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { MOST_NAME, MOST_WORDS, tooLong } from "@/report/filed-limits";
import type { FindingCode, Place } from "@/report/findings";
import { isNoVenueName } from "@/report/no-venue-name";
import { ORDER_TYPE_LABELS, ORDER_TYPES } from "@/report/order-types";
import { formatPosition, type RawSection, type RawVenue } from "@/report/raw-report";
import type { Format, SectionReport, VenueRow } from "@/report/report";
import { collapse } from "./collapse";
import { PercentageCheck } from "./percentage-check";
import { placeholderIn } from "./placeholder";
import { MOST_SHOWN, type Problems } from "./problems";
import { decimalsOf, readNumber } from "./read-number";
import { inMonth, RowContext } from "./row-context";

/** Rates must have four decimals (the schema's Decimal4Type). */
const RATE_DECIMALS = 4;

/** Reads the sections of one report and looks at what a section alone can tell. */
export class SectionCheck {
  #rates = 0;
  #shortRates = 0;
  #firstShort: { where: Place; filed: string } | null = null;
  /** Rows per placeholder text, with the first place. */
  readonly #placeholders = new Map<string, { where: Place; rows: number }>();
  readonly #percentages: PercentageCheck;

  constructor(
    private readonly format: Format,
    private readonly file: string,
    private readonly problems: Problems,
  ) {
    this.#percentages = new PercentageCheck(problems);
  }

  read(raw: RawSection, month: number | null): SectionReport {
    const context = new RowContext(this.file, this.format, raw, month);
    const mix = this.#numbers(raw.mix, raw.mixAt, MIX_FIGURES, context, null);
    const venues = raw.venues.map((venue) => this.#row(venue, context));
    this.#percentages.read(mix, venues, context);
    this.#checkRepeated(venues, raw.venues, context);
    return { section: raw.section, mix, venues };
  }

  /** Reports what is told once per report. */
  finish(): void {
    this.#percentages.finish();
    if (this.#firstShort !== null) {
      const { where, filed } = this.#firstShort;
      const message = `${this.#shortRates} of ${this.#rates} rates have fewer than four decimals; the first is ${filed}.`;
      this.problems.add("rate_precision", message, where, filed);
    }
    for (const [text, { where, rows }] of this.#placeholders) {
      const filed = clip(text, MOST_SHOWN);
      const message = `The material aspects still hold a template's placeholder, "${filed}", ${rows === 1 ? "in one row" : `in ${rows} rows`}; expected the broker's own words.`;
      this.problems.add("placeholder_text", message, where, filed);
    }
  }

  #row(raw: RawVenue, context: RowContext): VenueRow {
    this.#checkLengths(raw, context);
    const filedVenue = collapse(raw.name ?? "");
    const mic = collapse(raw.mic ?? "") || null;
    const mpid = collapse(raw.mpid ?? "") || null;
    if (filedVenue === "" && mic === null && mpid === null) {
      const message = "A venue row has neither a name nor a code; expected one of them.";
      this.problems.add("structure", message, context.place(raw.at, "name"));
    }
    if (mic === null && mpid === null && isNoVenueName(filedVenue)) {
      const message = `A row with orders or payments has "${filedVenue}" in place of a venue's name${inMonth(context.month)}; its venue is not known.`;
      this.problems.tally("venue_not_named", message, context.place(raw.at, "name"), filedVenue);
    }
    const figures = this.#numbers(raw.figures, raw.figuresAt, VENUE_FIGURES, context, raw);
    this.#checkPairs(figures, raw, context);
    const materialAspects = raw.materialAspects?.trim() ? raw.materialAspects : null;
    if (materialAspects !== null) this.#checkText(materialAspects, raw, context);
    const position = raw.originPosition || formatPosition(this.format, raw.at);
    return { filedVenue, mic, mpid, figures, materialAspects, position };
  }

  #checkLengths(raw: RawVenue, context: RowContext): void {
    const { name, mic, mpid, originPosition, materialAspects } = raw;
    for (const [what, field, text, most] of [
      ["The venue's name", "name", name, MOST_NAME],
      ["The venue's MIC", "mic", mic, MOST_NAME],
      ["The venue's MPID", "mpid", mpid, MOST_NAME],
      ["The row's place in its source", "source_position", originPosition, MOST_NAME],
      ["The text on the venue", "materialAspects", materialAspects, MOST_WORDS],
    ] as const) {
      const message = text ? tooLong(what, text.length, most) : null;
      if (message) this.problems.add("limit_exceeded", message, context.place(raw.at, field, raw));
    }
  }

  #numbers(
    texts: readonly (string | null)[],
    ats: readonly number[],
    specs: readonly FigureSpec[],
    context: RowContext,
    venue: RawVenue | null,
  ): (number | null)[] {
    const numbers: (number | null)[] = [];
    for (let i = 0; i < specs.length; i++) {
      const text = texts[i] ?? null;
      const value = text === null ? null : readNumber(text, this.format);
      if (value !== null) {
        const spec = specs[i] as FigureSpec;
        if (Number.isNaN(value)) {
          this.#refuse(
            "not_a_number",
            "a number such as 12.34, or blank",
            context,
            spec,
            ats[i] ?? 0,
            venue,
            text,
          );
        } else if (spec.unit === "percent") {
          if (value < 0 || value > 100)
            this.#refuse("percent_out_of_range", "0 to 100", context, spec, ats[i] ?? 0, venue, text);
        } else if (spec.unit === "cph" && value !== 0 && this.format !== "csv") {
          // A CSV's numbers have lost their trailing zeros on the way.
          this.#rates += 1;
          if (decimalsOf(text as string) < RATE_DECIMALS) {
            this.#shortRates += 1;
            this.#firstShort ??= {
              where: context.place(ats[i] ?? 0, context.field(spec), venue),
              filed: (text as string).trim(),
            };
          }
        }
      }
      numbers.push(value);
    }
    return numbers;
  }

  #refuse(
    code: FindingCode,
    expected: string,
    context: RowContext,
    spec: FigureSpec,
    at: number,
    venue: RawVenue | null,
    text: string | null,
  ): void {
    const filed = clip((text ?? "").trim(), MOST_SHOWN);
    const field = context.field(spec);
    const message = `${field} is "${filed}"; expected ${expected}.`;
    this.problems.add(code, message, context.place(at, field, venue), filed);
  }

  /** Dollars and rate of a cell belong together: both, or neither, and of one sign. */
  #checkPairs(figures: readonly (number | null)[], raw: RawVenue, context: RowContext): void {
    for (const type of ORDER_TYPES) {
      const index = FIGURE_INDEX[type];
      const usd = figures[index.usd] ?? null;
      const cph = figures[index.cph] ?? null;
      const state = cellState({ usd, cph });
      if (state === "rated" || state === "paid_nothing" || state === "blank") continue;
      if (Number.isNaN(usd) || Number.isNaN(cph) || (!usd && !cph)) continue;
      const orders = `${ORDER_TYPE_LABELS[type]} orders at ${clip(collapse(raw.name ?? raw.mic ?? ""), 60)}`;
      const text = (i: number) => clip(raw.figures[i]?.trim() || "blank", 30);
      if (state === "signs_differ") {
        const message = `${orders}: ${text(index.usd)} dollars stand beside ${text(index.cph)} cents per hundred shares; expected both of one sign.`;
        this.#pair("sign_mismatch", message, index.cph, raw, context);
      } else if (state === "no_rate" || state === "zero_rate") {
        const message = `${orders}: ${text(index.usd)} dollars have the rate ${text(index.cph)}; expected cents per hundred shares.`;
        this.#pair("usd_without_rate", message, index.cph, raw, context);
      } else {
        const message = `${orders}: the rate ${text(index.cph)} has the dollars ${text(index.usd)}; expected a payment.`;
        this.#pair("rate_without_usd", message, index.usd, raw, context);
      }
    }
  }

  #pair(code: FindingCode, message: string, index: number, raw: RawVenue, context: RowContext): void {
    const field = context.field(VENUE_FIGURES[index] as FigureSpec);
    const where = context.place(raw.figuresAt[index] ?? raw.at, field, raw);
    this.problems.tally(code, message, where, raw.figures[index]?.trim() ?? "");
  }

  #checkText(text: string, raw: RawVenue, context: RowContext): void {
    const placeholder = placeholderIn(text);
    if (placeholder === null) return;
    const known = this.#placeholders.get(placeholder);
    if (known !== undefined) known.rows += 1;
    else
      this.#placeholders.set(placeholder, { where: context.place(raw.at, "materialAspects", raw), rows: 1 });
  }

  /** Two rows of one venue may differ (Citadel's "PRO" and "LITE" programmes); equal ones count twice. Rows without a
   * name may be of different venues. */
  #checkRepeated(venues: readonly VenueRow[], raw: readonly RawVenue[], context: RowContext): void {
    const seen = new Map<string, VenueRow[]>();
    for (let i = 0; i < venues.length; i++) {
      const row = venues[i] as VenueRow;
      const key = `${row.filedVenue}\n${row.mic ?? ""}\n${row.mpid ?? ""}`;
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, [row]);
        continue;
      }
      const first = before.find(({ figures }) => row.figures.every((value, k) => value === figures[k]));
      before.push(row);
      if (first === undefined || !row.figures.some((value) => value) || isNoVenueName(row.filedVenue))
        continue;
      const message = `${clip(row.filedVenue || key.trim(), 60)} comes twice with the same figures${inMonth(context.month)} (first at ${first.position}); expected once.`;
      const venue = raw[i] as RawVenue;
      this.problems.tally("venue_repeated", message, context.place(venue.at, undefined, venue));
    }
  }
}
