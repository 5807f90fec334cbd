import Link from "next/link";
import { Says } from "@/drawings/chart-figure";
import { BarPanelView } from "@/drawings/charts";
import { quarterLabel } from "@/report/format";
import { distinctMarks } from "@/report/mark";
import { parseQuarter } from "@/report/quarter";
import { tracedBars } from "@/series/chart-part";
import { changeOf, type Move, movesPanel, movesSentence, percentOf } from "@/series/quarter-moves";
import { brokerPath, type KeptView, venuePath } from "@/site/entity-path";
import { MarkNotes } from "@/site/marks";
import { Aligned, AsTable, Chart, Note, SideBySide, Story } from "@/site/story";
import { growthHref, MOST_TRACED_ROWS, TracedTo, type TraceTarget } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { Growth, Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

const MOST_BARS = 8;

/** What changed most from one quarter to the next: brokers by what they were paid, venues by what they paid. */
export function MovesStory({
  quarter,
  before,
  brokers,
  venues,
  brokersView,
  venuesView,
  view,
}: {
  /** `2020Q2` */
  quarter: string;
  before: string;
  brokers: readonly Move[];
  venues: readonly Move[];
  brokersView?: TableView;
  venuesView?: TableView;
  view: KeptView;
}) {
  const [said, saidBefore] = [quarter, before].map(quarterLabel);
  const parts = [
    {
      id: "broker-moves",
      name: "Brokers",
      says: movesSentence("the net payment to", brokers),
      moves: brokers,
      tableView: brokersView,
      path: brokerPath,
      of: (key: string) => ({ broker: [key] }),
      unit: "Change in net payment received, US dollars",
    },
    {
      id: "venue-moves",
      name: "Venues",
      says: movesSentence("the net payment by", venues),
      moves: venues,
      tableView: venuesView,
      path: venuePath,
      of: (key: string) => ({ venue: [key] }),
      unit: "Change in net payment made, US dollars",
    },
  ];
  const at = parseQuarter(quarter);
  const change = { ...view, from: at, to: at, metric: "payment" } as const;
  return (
    <Story id="movers" name={`Biggest movers, ${saidBefore} to ${said}`} wide>
      <SideBySide>
        {parts.map((part) => {
          const target = (key: string): TraceTarget => ({ ...part.of(key), ...change });
          const panel = tracedBars(
            movesPanel(part.moves, {
              id: part.id,
              title: `${part.name}: ${part.unit}, ${saidBefore} to ${said}`,
              limit: MOST_BARS,
            }),
            (key) => growthHref(target(key)),
          );
          const isTraced = part.moves.length <= MOST_TRACED_ROWS;
          return (
            <Aligned key={part.id}>
              <h3>{part.name}</h3>
              <Says>{part.says}</Says>
              {panel.bars.length > 0 ? (
                <Chart unit={part.unit}>
                  <BarPanelView panel={panel} width={480} names={150} />
                  <MarkNotes marks={distinctMarks(panel.bars.map((bar) => bar.mark))} />
                </Chart>
              ) : (
                <div />
              )}
              {part.moves.length === 0 ? null : (
                <AsTable open={part.tableView?.chosen}>
                  <DataTable<Move>
                    caption={`${part.name}: net payment in both quarters`}
                    rows={part.moves}
                    view={part.tableView}
                    rowKey={(move) => move.key}
                    columns={[
                      {
                        key: "name",
                        head: part.name.slice(0, -1),
                        cell: (move) => <Link href={part.path(move.key, quarter, view)}>{move.name}</Link>,
                      },
                      {
                        key: "before",
                        head: saidBefore,
                        unit: "USD",
                        numeric: true,
                        cell: (move) => <Usd value={move.beforeUsd} />,
                      },
                      {
                        key: "after",
                        head: said,
                        unit: "USD",
                        numeric: true,
                        cell: (move) => <Usd value={move.afterUsd} />,
                      },
                      {
                        key: "change",
                        head: "Change",
                        unit: "USD",
                        numeric: true,
                        cell: (move) =>
                          isTraced ? (
                            <TracedTo href={growthHref(target(move.key))}>
                              <Usd value={changeOf(move)} />
                            </TracedTo>
                          ) : (
                            <Usd value={changeOf(move)} mark={move.mark} />
                          ),
                      },
                      {
                        key: "percent",
                        head: "Change",
                        unit: "%",
                        numeric: true,
                        cell: (move) => (
                          <Growth
                            value={percentOf(move)}
                            why="the amount before was not above zero"
                            mark={move.mark}
                          />
                        ),
                      },
                    ]}
                  />
                </AsTable>
              )}
            </Aligned>
          );
        })}
      </SideBySide>
      <Note>
        Only brokers with all three months in both quarters, and what they filed: a broker or venue that is in
        one of the quarters alone has not moved, it is missing in the other.
      </Note>
    </Story>
  );
}
