import { clip } from "@/report/clip";
import type { DraftSection } from "./drafts";
import type { CsvProblems } from "./problems";

export interface AspectLine {
  readonly text: string;
  /** Row it stands in. */
  readonly at: number;
}

/**
 * Gives each venue of a section its text from the lines under "Material Aspects:". A label is a venue's name with a
 * colon; labels come in the order of the table, and only for venues that have a text. A body may hold blank lines,
 * lines that end in a colon and names of venues above it.
 */
export function shareAspects(
  lines: readonly AspectLine[],
  section: DraftSection,
  problems: CsvProblems,
): void {
  const labels = section.venues.map((venue) => squeeze(`${venue.name ?? ""}:`));
  let venue = -1;
  let body: string[] = [];
  for (const { text, at } of lines) {
    const next = labels.indexOf(squeeze(text), venue + 1);
    if (next >= 0) {
      put();
      venue = next;
      body = [];
    } else if (venue >= 0) body.push(text);
    else if (text !== "") {
      const message = `"${clip(text, 80)}" stands under Material Aspects, but no venue of the table has this name; expected a venue's name and a colon.`;
      problems.add("csv_layout", at, message, "material_aspects", clip(text, 80));
      return;
    }
  }
  put();

  function put(): void {
    const row = section.venues[venue];
    if (row) row.materialAspects = body.join("\n").trim() || null;
  }
}

/** Names are compared without white space: a copied name may be wrapped differently. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, "");
}
