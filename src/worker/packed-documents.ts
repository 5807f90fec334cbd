import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import type { ReadDocument, ReadReport } from "@/report/read-document";
import type { MonthReport, Report, SectionReport, VenueRow } from "@/report/report";
import { SECTIONS, type Section } from "@/report/sections";

/**
 * Documents as they go from the reading thread to the writing one: figures in one array, which moves
 * without being copied, and each text once. As objects, tens of thousands of rows are copied one by
 * one on both sides, and every row brings its own copy of the broker's words.
 */
export interface PackedDocuments {
  /** Without the months of their reports. */
  readonly documents: readonly PackedDocument[];
  /** Figures in order, NaN for blank. */
  readonly figures: Float64Array<ArrayBuffer>;
  /** Counts, months, section numbers and places in `texts`, in the order they are read. */
  readonly shape: Int32Array<ArrayBuffer>;
  readonly texts: readonly string[];
}

type PackedDocument = Omit<ReadDocument, "reports"> & { readonly reports: readonly PackedReport[] };
type PackedReport = Omit<ReadReport, "report"> & { readonly report: Omit<Report, "months"> };

const NO_TEXT = -1;
const MIX = MIX_FIGURES.length;
const ROW = VENUE_FIGURES.length;
/** Name, two codes, words and position. */
const ROW_TEXTS = 5;

export function packDocuments(documents: readonly ReadDocument[]): PackedDocuments {
  const packer = new Packer(documents);
  return {
    documents: documents.map((document) => ({
      ...document,
      reports: document.reports.map(({ report: { months, ...report }, ...rest }) => {
        packer.addMonths(months);
        return { ...rest, report };
      }),
    })),
    figures: packer.figures,
    shape: packer.shape,
    texts: packer.texts,
  };
}

export function unpackDocuments(packed: PackedDocuments): ReadDocument[] {
  const unpacker = new Unpacker(packed);
  return packed.documents.map((document) => ({
    ...document,
    reports: document.reports.map(({ report, ...rest }) => ({
      ...rest,
      report: { ...report, months: unpacker.months() },
    })),
  }));
}

class Packer {
  readonly figures: Float64Array<ArrayBuffer>;
  readonly shape: Int32Array<ArrayBuffer>;
  readonly texts: string[] = [];
  readonly #places = new Map<string, number>();
  #figuresAt = 0;
  #shapeAt = 0;

  constructor(documents: readonly ReadDocument[]) {
    let figures = 0;
    let shape = 0;
    for (const { reports } of documents) {
      for (const { report } of reports) {
        shape += 1;
        for (const { sections } of report.months) {
          shape += 2;
          for (const { venues } of sections) {
            shape += 2 + ROW_TEXTS * venues.length;
            figures += MIX + ROW * venues.length;
          }
        }
      }
    }
    this.figures = new Float64Array(figures);
    this.shape = new Int32Array(shape);
  }

  addMonths(months: readonly MonthReport[]): void {
    this.#number(months.length);
    for (const { month, sections } of months) {
      this.#number(month);
      this.#number(sections.length);
      for (const { section, mix, venues } of sections) {
        this.#number(SECTIONS.indexOf(section));
        this.#number(venues.length);
        this.#add(mix, MIX);
        for (const { filedVenue, mic, mpid, figures, materialAspects, position } of venues) {
          this.#text(filedVenue);
          this.#text(mic);
          this.#text(mpid);
          this.#text(materialAspects);
          this.#text(position);
          this.#add(figures, ROW);
        }
      }
    }
  }

  #number(value: number): void {
    this.shape[this.#shapeAt++] = value;
  }

  #text(text: string | null): void {
    if (text === null) {
      this.#number(NO_TEXT);
      return;
    }
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.texts.push(text) - 1;
      this.#places.set(text, place);
    }
    this.#number(place);
  }

  #add(figures: readonly (number | null)[], count: number): void {
    for (let i = 0; i < count; i += 1) this.figures[this.#figuresAt++] = figures[i] ?? Number.NaN;
  }
}

class Unpacker {
  readonly #figures: Float64Array;
  readonly #shape: Int32Array;
  readonly #texts: readonly string[];
  #figuresAt = 0;
  #shapeAt = 0;

  constructor({ figures, shape, texts }: PackedDocuments) {
    this.#figures = figures;
    this.#shape = shape;
    this.#texts = texts;
  }

  months(): MonthReport[] {
    const months: MonthReport[] = [];
    for (let left = this.#number(); left > 0; left -= 1) {
      const month = this.#number();
      const sections: SectionReport[] = [];
      for (let more = this.#number(); more > 0; more -= 1) sections.push(this.#section());
      months.push({ month, sections });
    }
    return months;
  }

  #section(): SectionReport {
    const section = SECTIONS[this.#number()] as Section;
    const count = this.#number();
    const mix = this.#take(MIX);
    const venues: VenueRow[] = [];
    for (let row = 0; row < count; row += 1) {
      venues.push({
        filedVenue: this.#text() ?? "",
        mic: this.#text(),
        mpid: this.#text(),
        materialAspects: this.#text(),
        position: this.#text() ?? "",
        figures: this.#take(ROW),
      });
    }
    return { section, mix, venues };
  }

  #number(): number {
    return this.#shape[this.#shapeAt++] as number;
  }

  #text(): string | null {
    const place = this.#number();
    return place === NO_TEXT ? null : (this.#texts[place] as string);
  }

  #take(count: number): (number | null)[] {
    const figures: (number | null)[] = [];
    for (let i = 0; i < count; i += 1) {
      const value = this.#figures[this.#figuresAt++] as number;
      figures.push(Number.isNaN(value) ? null : value);
    }
    return figures;
  }
}
