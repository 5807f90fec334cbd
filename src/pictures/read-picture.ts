import { isOneQuarter } from "@/charts/chart";
import { type ChartName, chartOf } from "@/charts/charts";
import type { Filters } from "@/queries/filters";
import { countSelectedFilings, type SelectedFiling, selectedFilings } from "@/queries/selected-filings";
import { namesOf, selectionWords } from "@/queries/selection-words";
import { storeState } from "@/queries/store-state";
import type { View } from "@/queries/view-parameters";
import { countOf, dateInText } from "@/report/format";
import { distinctMarks, MARK_SIGN } from "@/report/mark";
import { marksOf, withoutLinks } from "@/series/chart-part";
import type { Picture } from "./picture";

/**
 * Reads what a chart by this name shows under the filters: the same figures and the same shaping as on the pages.
 * @throws AppError invalid_input for an unknown broker or venue, or where the chart is of chosen ones only
 */
export function readPicture(name: ChartName, filters: Filters, view: View, origin: string): Picture {
  const chart = chartOf(name);
  const figures = chart.figures?.(filters) ?? filters;
  const { broker, reReported } = filters;
  const words = selectionWords({ ...figures, broker, reReported });
  const { says, parts, notes } = chart.show(chart.read(filters, view), {
    broker: filters.broker.length === 1 ? words.who : null,
    venue: filters.venue.length === 1 ? (namesOf("venue", filters.venue)[0] ?? null) : null,
    quarter: isOneQuarter(figures) ? words.when : null,
    scope: filters,
    view,
  });
  return {
    title: `${chart.title(view)}: ${words.who}, ${words.when}`,
    subtitle: words.what.join(", "),
    says,
    parts: parts.map(withoutLinks),
    notes: [
      ...notes,
      ...distinctMarks(parts.flatMap(marksOf)).map((mark) => `${MARK_SIGN} Doubtful: ${mark.why}.`),
    ],
    source: sourceLine(selectedFilings(figures, 1), countSelectedFilings(figures), origin, filters.asOf),
  };
}

function sourceLine(
  [only]: readonly SelectedFiling[],
  count: number,
  origin: string,
  day: string | null,
): string {
  const reports =
    count === 1 && only
      ? `SEC Rule 606(a)(1) report ${only.id} of ${only.broker}`
      : count === 0
        ? "SEC Rule 606(a)(1) reports, none of which is stored for this"
        : countOf(count, "SEC Rule 606(a)(1) report");
  const asOf = dateInText(day ?? storeState().imported_at);
  return `Source: ${reports}, data as of ${asOf}. PFOF Explorer, ${origin.replace(/^https?:\/\//, "")}`;
}
