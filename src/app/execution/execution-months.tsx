import { ChartFigures } from "@/drawings/chart-figure";
import { ALL_BELOW_200000, sizeWords } from "@/execution/order-sizes";
import type { ExecutionListRow } from "@/queries/execution-rows";
import { executionLines } from "@/series/execution-lines";
import { AsTable, Note } from "@/site/story";
import { PeriodTable } from "@/tables/period-table";

/** A reporter's months as lines, where it filed several. `rows`: of every month, orders of all sizes below $200,000. */
export function ExecutionMonths({ name, rows }: { name: string; rows: readonly ExecutionListRow[] }) {
  if (new Set(rows.map(({ month }) => month)).size < 2) return null;
  const parts = executionLines(name, rows);
  return (
    <>
      <ChartFigures parts={parts.slice(0, 2)} width={500} />
      {parts.length > 2 ? <ChartFigures parts={parts.slice(2)} width={500} /> : null}
      <Note>
        Month by month, orders {sizeWords(ALL_BELOW_200000).replace("all ", "of all sizes ")}, the reporter’s
        own total. A line breaks where a month was not filed or says what cannot be.
      </Note>
      <AsTable>
        {parts.map((part) => (
          <PeriodTable
            key={part.chart.id}
            caption={part.chart.title}
            part={part}
            unitWords={part.chart.unit === "percent" ? "%" : "cents per 100 shares"}
            periodKey="period"
          />
        ))}
      </AsTable>
    </>
  );
}
