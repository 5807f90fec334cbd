import { averageChanges } from "@/charts/average-changes";
import { about } from "@/charts/chart";
import { ChartFigure } from "@/drawings/chart-figure";
import { ChoiceForm } from "@/forms/choice-form";
import { chartToTake } from "@/pictures/take-away";
import { type Filters, filters } from "@/queries/filters";
import { USUAL_VIEW } from "@/queries/view-parameters";
import { quarterInText } from "@/report/format";
import { ORDER_TYPE_LABELS, ORDER_TYPES, type OrderType } from "@/report/order-types";
import { formatQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import { SECTION_LABELS, SECTIONS, type Section } from "@/report/sections";
import { Note, Story } from "@/site/story";
import { TakeAway } from "@/site/take-away";

/** What brokers were paid for an average order of one kind, as arrows from the quarter before. */
export async function ChangesStory({
  quarter,
  section,
  orderType,
  asOf,
  keep,
}: {
  quarter: Quarter;
  section: Section;
  orderType: OrderType;
  asOf: Filters["asOf"];
  /** What else the page shows, as parameters. */
  keep: Readonly<Record<string, string>>;
}) {
  const scope = filters({ section: [section], orderType: [orderType], from: quarter, to: quarter, asOf });
  const { says, parts, notes } = averageChanges.show(
    averageChanges.read(scope, USUAL_VIEW),
    about({ scope }),
  );
  const before = quarterInText(shiftQuarter(quarter, -1));
  return (
    <Story id="changes" name={`An average order, ${before} to ${quarterInText(quarter)}`} says={says} wide>
      <ChoiceForm
        path={`/quarters/${formatQuarter(quarter)}`}
        keep={keep}
        choices={[
          {
            name: "section",
            label: "Orders in",
            value: section === "sp500" ? "" : section,
            options: SECTIONS.map((one) => ({
              value: one === "sp500" ? "" : one,
              label: SECTION_LABELS[one],
            })),
          },
          {
            name: "orderType",
            label: "Order type",
            value: orderType === "market" ? "" : orderType,
            options: ORDER_TYPES.map((one) => ({
              value: one === "market" ? "" : one,
              label: ORDER_TYPE_LABELS[one].toLowerCase(),
            })),
          },
        ]}
      />
      {parts.length === 0 ? (
        <p>No broker filed enough for such orders in both quarters to compare them.</p>
      ) : null}
      {parts.map((part) => (
        <ChartFigure key={part.unit} part={part} />
      ))}
      {parts.length > 0 ? (
        <>
          <TakeAway {...(await chartToTake("average-changes", scope))} />
          <Note>{notes.join(" ")}</Note>
        </>
      ) : null}
    </Story>
  );
}
