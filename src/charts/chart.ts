import type { Dimension, Filters } from "@/queries/filters";
import { USUAL_VIEW, type View } from "@/queries/view-parameters";
import type { ChartPart } from "@/series/chart-part";

/** What a chart is about, where one of them is chosen; null: several, or all. */
export interface About {
  /** As sentences call it. */
  readonly broker: string | null;
  readonly venue: string | null;
  /** `2021 Q1` */
  readonly quarter: string | null;
  /** What is counted: figures are traced by it. */
  readonly scope: Partial<Filters>;
  readonly view: View;
}

/** The same where only some of it is chosen. */
export function about(chosen: Partial<About>): About {
  return { broker: null, venue: null, quarter: null, scope: {}, view: USUAL_VIEW, ...chosen };
}

/** A chart as it is drawn and said, on a page and in an image alike. */
export interface Shown<Part extends ChartPart = ChartPart> {
  /** One sentence that says what it shows; null where there is none. */
  readonly says: string | null;
  /** The same where it stands alone: as the title of an image. Left out where `says` needs nothing around it. */
  readonly finding?: string | null;
  /** Empty: nothing to draw. */
  readonly parts: readonly Part[];
  readonly notes: readonly string[];
}

/**
 * Everything that is said of one chart, in one file for each: pages, images, frames, previews of links and the menu of
 * what can be taken are made from it.
 */
export interface Chart<Rows, Part extends ChartPart = ChartPart> {
  /** What it is called: over its image, and before what can be taken. */
  title(view: View): string;
  /** How the rows behind it are grouped, which are the first columns of its CSV. Null: they are filed rows, not `/rates`. */
  by(filters: Filters, view: View): readonly Dimension[] | null;
  /** The filters its figures are under, where they are not those chosen. */
  figures?(filters: Filters): Filters;
  /** Parameters of the view it looks at. */
  readonly looksAt?: readonly (keyof View)[];
  /** The page it is on, where that is one of its own; null: it is not. `query`: the filters and the view. */
  page?(filters: Filters, view: View, query: string): string | null;
  /**
   * The rows it is drawn from.
   * @throws AppError invalid_input for an unknown broker or venue, or where it is of chosen ones only
   */
  read(filters: Filters, view: View): Rows;
  show(rows: Rows, about: About): Shown<Part>;
}

/** Whether filters choose one quarter, or a month of it. */
export function isOneQuarter({ from, to, month }: Pick<Filters, "from" | "to" | "month">): boolean {
  return (
    month !== null || (from !== null && to !== null && from.year === to.year && from.quarter === to.quarter)
  );
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
