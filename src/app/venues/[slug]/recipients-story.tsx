import Link from "next/link";
import { about } from "@/charts/chart";
import { paymentsByBroker } from "@/charts/payments-by-broker";
import { ChartFigure } from "@/drawings/chart-figure";
import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import { quarterLabel } from "@/report/format";
import type { Mark } from "@/report/mark";
import { SECTIONS, type Section } from "@/report/sections";
import { byPayment } from "@/series/payments-ranking";
import { brokerPath } from "@/site/entity-path";
import { Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { DataTable } from "@/tables/data-table";
import { Usd } from "@/tables/figures";
import { sectionPayments } from "@/tables/payment-columns";
import type { TableView } from "@/tables/table-view";

interface RecipientLine {
  readonly key: string;
  readonly name: string;
  readonly paymentUsd: number | null;
  readonly mark?: Mark | null;
  readonly sections: Partial<Record<Section, RateRow>>;
}

/** Whom one venue paid in one quarter. `totals` by broker, `rows` by broker and section. */
export function RecipientsStory({
  venue,
  quarter,
  totals,
  rows,
  scope,
  take,
  tableView,
}: {
  venue: string;
  /** `2022Q1` */
  quarter: string;
  totals: readonly RateRow[];
  rows: readonly RateRow[];
  /** What is counted: the figures are traced by it. */
  scope: Partial<Filters>;
  tableView?: TableView;
  take: TakeAwayProps;
}) {
  const said = quarterLabel(quarter);
  const own = new Map<string | undefined, RateRow[]>();
  for (const row of rows) own.set(row.broker_slug, [...(own.get(row.broker_slug) ?? []), row]);
  const lines = byPayment(
    totals.map((row) => ({
      key: row.broker_slug ?? "",
      name: row.broker ?? "",
      paymentUsd: row.payment_usd,
      mark: row.marks?.payment,
      sections: Object.fromEntries((own.get(row.broker_slug) ?? []).map((one) => [one.section, one])),
    })),
  );
  const sections = SECTIONS.filter((section) => rows.some((row) => row.section === section));
  const chart = paymentsByBroker.show(totals, about({ venue, quarter: said, scope }));
  return (
    <Story id="brokers" name={`Whom it pays, ${said}`} says={chart.says} wide>
      {chart.parts.map((part) => (
        <ChartFigure key={part.unit} part={part} width={640} names={170} />
      ))}
      <TakeAway {...take} />
      <DataTable<RecipientLine>
        caption={`Payment and rate of ${venue} by broker and section, ${said}`}
        captionHidden
        rows={lines}
        rowKey={(line) => line.key}
        view={tableView}
        columns={[
          {
            key: "broker",
            head: "Broker",
            cell: (line) => (
              <Link href={brokerPath(line.key, quarter, scope)} prefetch={false}>
                {line.name}
              </Link>
            ),
            value: (line) => line.name,
          },
          {
            key: "payment",
            head: "Payment",
            unit: "USD",
            numeric: true,
            cell: (line) => (
              <Usd value={line.paymentUsd} of={{ ...scope, broker: [line.key] }} mark={line.mark} />
            ),
            value: (line) => line.paymentUsd,
          },
          ...sectionPayments<RecipientLine>(sections, {
            part: (line, section) => line.sections[section],
            why: "not listed for such orders",
            of: (line, section) => ({ ...scope, broker: [line.key], section: [section] }),
          }),
        ]}
      />
      <Note>{chart.notes.join(" ")} Rates of stocks and of options are not of one unit.</Note>
    </Story>
  );
}
