import { BarPanelView } from "@/drawings/charts";
import type { Filters } from "@/queries/filters";
import type { TraceMetric } from "@/queries/trace-parameters";
import { ORDER_TYPE_LABELS } from "@/report/order-types";
import { SECTION_LABELS } from "@/report/sections";
import type { CompareSection } from "@/series/compare-panels";
import { tracedBars } from "@/series/traced-points";
import { Chart, Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { traceHref } from "@/site/traced";
import css from "./compare-panels-story.module.css";

/** Small multiples: a panel per section and order type with a bar per broker. */
export function ComparePanelsStory({
  quarter,
  what,
  sections,
  note,
  take,
  scope,
  metric,
}: {
  quarter: string;
  /** `Rate`, `Payment`, `Implied volume` */
  what: string;
  sections: readonly CompareSection[];
  note: string;
  take: TakeAwayProps;
  /** What is counted, and what of it the bars are: they are traced by it. */
  scope: Partial<Filters>;
  metric: TraceMetric;
}) {
  return (
    <Story id="panels" name={`${what} by order type, ${quarter}`} wide>
      {sections.map(({ section, unit, panels }) => (
        <div key={section}>
          <h3>{SECTION_LABELS[section]}</h3>
          <div className={css.panels}>
            {panels.map((panel) => (
              <Chart key={panel.id} unit={`${ORDER_TYPE_LABELS[panel.orderType]} orders, ${unit}`}>
                <BarPanelView
                  panel={tracedBars(panel, (broker) =>
                    traceHref({
                      ...scope,
                      broker: [broker],
                      section: [section],
                      orderType: [panel.orderType],
                      metric,
                    }),
                  )}
                  width={500}
                  names={150}
                />
              </Chart>
            ))}
          </div>
        </div>
      ))}
      <TakeAway {...take} />
      <Note>{note}</Note>
    </Story>
  );
}
