import type { trend } from "@/charts/trend";
import type { AssetTrend } from "@/charts/trend-lines";
import { ChartFigure } from "@/drawings/chart-figure";
import { AsTable, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { PeriodTable } from "@/tables/period-table";
import type { TableView } from "@/tables/table-view";

/** Lines of one asset class over time, with what they say and the same figures as a table. */
export function TrendStory({
  id,
  name,
  lines: { says, tooThin, brokers },
  part,
  unitWords,
  take,
  tableView,
}: {
  id: string;
  name: string;
  lines: AssetTrend;
  /** Their drawing; undefined: there is nothing to draw. */
  part: ReturnType<typeof trend.show>["parts"][number] | undefined;
  unitWords: string;
  take: TakeAwayProps;
  tableView?: TableView;
}) {
  return (
    <Story id={id} name={name} says={says} wide>
      {part === undefined ? null : (
        <>
          <ChartFigure part={part} width={1000} />
          <TakeAway {...take} />
          <AsTable open={tableView?.chosen}>
            <PeriodTable
              caption={`${name}, ${unitWords}`}
              part={part}
              unitWords={unitWords}
              periodKey="period"
              brokers={brokers}
              tooThin={tooThin}
              tableView={tableView}
            />
          </AsTable>
        </>
      )}
    </Story>
  );
}
