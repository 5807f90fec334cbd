import type { Shown } from "@/charts/chart";

/** A chart as an image, with all that is said around it: plain data, so that it can be sent to the thread that draws it. */
export interface Picture extends Omit<Shown, "finding"> {
  /** What it is of. */
  readonly title: string;
  /** What was selected beyond broker and time: `S&P 500 stocks, without exchanges`; "" when nothing. */
  readonly subtitle: string;
  /** Where the figures come from, the last line of the image. */
  readonly source: string;
}
