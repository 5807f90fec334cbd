"use client";

import { useState } from "react";
import box from "@/forms/file-box.module.css";
import { useFileDrop } from "@/forms/file-drop";
import { countOf } from "@/report/format";
import { Story } from "@/site/story";
import type { BrokerPayments } from "./broker-payments";
import { type CustomerReport, ORDER_GROUPS, type ReadFile, readFile } from "./customer-report";
import css from "./my-orders.module.css";
import { GROUP_NAMES, groupSentence, periodInText } from "./order-words";
import { OrdersTable, VenuesTable } from "./orders-tables";
import { PictureButtons } from "./picture-buttons";
import { venueOrders } from "./venue-orders";

/** Takes the report a broker gave its customer, reads it here in the browser, and shows where the orders went. It sends
 * nothing. `payments`: what venues paid the broker chosen, loaded with the page. */
export function MyOrders({ payments }: { payments: BrokerPayments | null }) {
  const [file, setFile] = useState<{ name: string; read: ReadFile } | null>(null);

  async function take(files: FileList | null) {
    const chosen = files?.[0];
    if (!chosen) return;
    let read: ReadFile;
    try {
      read = readFile(await chosen.arrayBuffer());
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      read = { kind: "problem", message: `The browser could not read the file: ${why}` };
    }
    setFile({ name: chosen.name, read });
  }

  const drop = useFileDrop((files) => void take(files));

  return (
    <>
      <div {...drop}>
        <label htmlFor="my-report" className={box.label}>
          Choose the XML your broker gave you, or drop it here
        </label>
        <input
          id="my-report"
          type="file"
          accept=".xml,text/xml,application/xml"
          className={box.file}
          aria-describedby="my-report-stays"
          onChange={(event) => {
            void take(event.target.files);
            // The same file may be chosen again.
            event.target.value = "";
          }}
        />
        <p id="my-report-stays" className={css.stays}>
          It stays on your machine: this page reads it in your browser and sends nothing. Switch off your
          connection first, if you like; the page works without.
        </p>
        <noscript>
          <p>This page reads the file with JavaScript, so that it need not be sent anywhere.</p>
        </noscript>
      </div>
      <div aria-live="polite">
        {file ? <Outcome name={file.name} read={file.read} payments={payments} /> : null}
      </div>
    </>
  );
}

function Outcome({
  name,
  read,
  payments,
}: {
  name: string;
  read: ReadFile;
  payments: BrokerPayments | null;
}) {
  switch (read.kind) {
    case "problem":
      return (
        <p className={css.problem}>
          <strong>{name}</strong>: {read.message}
        </p>
      );
    case "public":
      return (
        <p className={css.problem}>
          <strong>{name}</strong> is the public report of {read.broker || "a broker"}, about all its
          customers’ orders. <a href="/upload">Load it among the public reports</a> instead.
        </p>
      );
    case "handling":
      return (
        <div className={css.problem}>
          <p>
            <strong>{name}</strong> is a report under Rule 606(b)(3) by {read.broker || "your broker"},{" "}
            {periodInText(read)}.
          </p>
          <p>
            It tells how orders were handled whose price and time you left to the broker (“not held” orders):
            shares sent to each venue, how many were filled and at which side of the spread, what each venue
            charged or paid. It adds up shares by venue and does not list your orders, so they cannot be shown
            one by one here. For that, ask for the report under (b)(1): the letter below does.
          </p>
        </div>
      );
    case "orders":
      return <Orders report={read.report} remarks={read.remarks} payments={payments} />;
  }
}

function Orders({
  report,
  remarks,
  payments,
}: {
  report: CustomerReport;
  remarks: readonly string[];
  payments: BrokerPayments | null;
}) {
  const groups = ORDER_GROUPS.map((group) => ({ group, venues: venueOrders(report, group) })).filter(
    ({ group }) => report.orders.some((order) => order.group === group),
  );
  return (
    <>
      <h2 className={css.head}>
        {report.broker || "Your broker"}, {periodInText(report)}
      </h2>
      {groups.length === 0 ? (
        <p>The report lists no orders: your broker routed none of yours in that time.</p>
      ) : null}
      {remarks.length > 0 ? (
        <details className={css.remarks}>
          <summary>{countOf(remarks.length, "place")} in the report could not be read as meant</summary>
          <ul>
            {remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {payments === null && groups.length > 0 ? (
        <p>
          Choose your broker above to see what each venue pays it. That asks this site for the broker’s public
          figures and says nothing of your report, which stays open here.
        </p>
      ) : null}
      {groups.map(({ group, venues }) => (
        <Story key={group} id={group} name={GROUP_NAMES[group]} says={groupSentence(report, group, venues)}>
          <VenuesTable group={group} venues={venues} payments={payments} />
          <details className={css.details}>
            <summary>Each order</summary>
            <OrdersTable group={group} report={report} />
          </details>
        </Story>
      ))}
      {groups.length > 0 ? <PictureButtons report={report} /> : null}
    </>
  );
}
