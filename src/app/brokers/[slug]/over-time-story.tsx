import { averagesByQuarter } from "@/charts/averages-by-quarter";
import { about } from "@/charts/chart";
import { ChartFigure } from "@/drawings/chart-figure";
import { chartToTake } from "@/pictures/take-away";
import { type Filters, filters } from "@/queries/filters";
import { USUAL_VIEW } from "@/queries/view-parameters";
import { Note, Story } from "@/site/story";
import { TakeAway } from "@/site/take-away";
import type { OrderQuestion } from "../../calculator/order-question";

/** The same answer over time, with what the filings say of its steps. Nothing where only one quarter can be drawn. */
export async function OverTimeStory({
  broker,
  called,
  question: { section, orderType },
  asOf,
}: {
  broker: string;
  called: string;
  question: OrderQuestion;
  asOf: Filters["asOf"];
}) {
  const scope = filters({
    broker: [broker],
    section: [section],
    orderType: [orderType],
    asOf,
    reReported: "include",
  });
  const { says, parts, notes } = averagesByQuarter.show(
    averagesByQuarter.read(scope, USUAL_VIEW),
    about({ broker: called, scope }),
  );
  const values = parts.flatMap(({ chart }) => chart.lines.find(({ key }) => key === "own")?.values ?? []);
  if (values.filter((value) => value !== null).length < 2) return null;
  return (
    <Story id="over-time" name="The same answer over time" says={says} wide>
      {parts.map((part) => (
        <ChartFigure key={part.unit} part={part} width={1000} />
      ))}
      {notes.map((note) => (
        <Note key={note}>{note}</Note>
      ))}
      <TakeAway {...(await chartToTake("averages-by-quarter", scope))} />
    </Story>
  );
}
