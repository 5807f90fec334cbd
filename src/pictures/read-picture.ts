import { isOneQuarter, type Shown } from "@/charts/chart";
import { type ChartName, chartOf } from "@/charts/charts";
import { brokerQuarters } from "@/queries/broker-quarters";
import type { Filters } from "@/queries/filters";
import { countSelectedFilings, type SelectedFiling, selectedFilings } from "@/queries/selected-filings";
import { namesOf, type SelectionWords, selectionWords } from "@/queries/selection-words";
import { storeState } from "@/queries/store-state";
import type { View } from "@/queries/view-parameters";
import { countOf, dateInText } from "@/report/format";
import { distinctMarks, MARK_SIGN } from "@/report/mark";
import { SAMPLE_BELOW_BROKERS } from "@/report/sample";
import { marksOf, withoutLinks } from "@/series/chart-part";
import type { Picture } from "./picture";

/**
 * What a chart by this name shows under the filters: the same figures and the same shaping as on the pages.
 * @throws AppError invalid_input for an unknown broker or venue, or where the chart is of chosen ones only
 */
export function readShown(
  name: ChartName,
  filters: Filters,
  view: View,
): { shown: Shown; words: SelectionWords; figures: Filters } {
  const chart = chartOf(name);
  const figures = chart.figures?.(filters) ?? filters;
  const { broker, reReported } = filters;
  const words = selectionWords({ ...figures, broker, reReported });
  const shown = chart.show(chart.read(filters, view), {
    broker: filters.broker.length === 1 ? words.who : null,
    venue: filters.venue.length === 1 ? (namesOf("venue", filters.venue)[0] ?? null) : null,
    quarter: isOneQuarter(figures) ? words.when : null,
    scope: filters,
    view,
  });
  return { shown, words, figures };
}

/** The same as an image. @throws as `readShown` */
export function readPicture(name: ChartName, filters: Filters, view: View, origin: string): Picture {
  const { shown, words, figures } = readShown(name, filters, view);
  const { parts, notes } = shown;
  return {
    title: `${chartOf(name).title(view)}: ${words.who}, ${words.when}`,
    subtitle: words.what.join(", "),
    says: findingOf(shown),
    parts: parts.map(withoutLinks),
    notes: [
      ...notes,
      ...distinctMarks(parts.flatMap(marksOf)).map((mark) => `${MARK_SIGN} Doubtful: ${mark.why}.`),
      ...sampleNote(figures),
    ],
    source: sourceLine(selectedFilings(figures, 1), countSelectedFilings(figures), origin, filters.asOf),
  };
}

/** What a chart shows in a sentence that needs nothing around it; of several drawings, what the first does. */
export function findingOf({ finding, says, parts }: Shown): string | null {
  return finding ?? says ?? parts[0]?.says ?? null;
}

/** Where many brokers are meant and few are stored. */
function sampleNote(figures: Filters): string[] {
  if (figures.broker.length > 0) return [];
  const brokers = new Set(brokerQuarters(figures).map((one) => one.broker_slug)).size;
  if (brokers === 0 || brokers >= SAMPLE_BELOW_BROKERS) return [];
  return [`A sample, not the market: the reports of ${countOf(brokers, "broker")}.`];
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
