import { countOf } from "@/report/format";
import { ScrollFrame } from "@/tables/data-table";
import table from "@/tables/data-table.module.css";
import type { BrokerPayments } from "./broker-payments";
import type { CustomerReport, OrderGroup } from "./customer-report";
import { GROUP_NAMES, paymentHead, paymentTrace, paymentWords } from "./order-words";
import { type VenueOrders, venueOf } from "./venue-orders";

/** A person's orders by venue, and what the venue pays the broker. Plain links: the framework's would ask the server for
 * the venues' pages as soon as they are seen. */
export function VenuesTable({
  group,
  venues,
  payments,
}: {
  group: OrderGroup;
  venues: readonly VenueOrders[];
  payments: BrokerPayments | null;
}) {
  const caption = `${GROUP_NAMES[group]}, by venue`;
  return (
    <ScrollFrame label={caption}>
      <table className={table.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Venue</th>
            <th scope="col" className={table.number}>
              Orders
            </th>
            <th scope="col" className={table.number}>
              Chosen by you
            </th>
            <th scope="col" className={table.number}>
              Executed there
            </th>
            <th scope="col">First and last execution (New York)</th>
            {payments ? <th scope="col">{paymentHead(payments)}</th> : null}
          </tr>
        </thead>
        <tbody>
          {venues.map((venue) => (
            <tr key={venue.key}>
              <th scope="row">
                {venue.slug ? <a href={`/venues/${venue.slug}`}>{venue.name}</a> : venue.name}
              </th>
              <td className={table.number}>{venue.orders}</td>
              <td className={table.number}>{venue.directed}</td>
              <td className={table.number}>{venue.executed}</td>
              <td className={table.text}>{span(venue)}</td>
              {payments ? <Paid venue={venue} group={group} payments={payments} /> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

function Paid({
  venue,
  group,
  payments,
}: {
  venue: VenueOrders;
  group: OrderGroup;
  payments: BrokerPayments;
}) {
  const words = paymentWords(venue, group, payments);
  const trace = paymentTrace(venue, group, payments);
  return <td className={table.text}>{trace ? <a href={trace}>{words}</a> : words}</td>;
}

function span({ transactions, first, last }: VenueOrders): string {
  if (first === null || last === null) return "none";
  if (transactions === 1) return inNewYork(first);
  return `${inNewYork(first)} – ${inNewYork(last)} (${countOf(transactions, "execution")})`;
}

/** A long report has thousands of orders; a browser's table has not. */
const MOST_ORDERS = 500;

/** Every order with where it went and when it was executed. */
export function OrdersTable({ group, report }: { group: OrderGroup; report: CustomerReport }) {
  const orders = report.orders.filter((order) => order.group === group);
  const caption = `${GROUP_NAMES[group]}, each order`;
  return (
    <>
      <ScrollFrame label={caption} whole>
        <table className={table.table}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Venue chosen by</th>
              <th scope="col">Sent to</th>
              <th scope="col">Executed (New York)</th>
            </tr>
          </thead>
          <tbody>
            {orders.slice(0, MOST_ORDERS).map((order) => (
              <tr key={order.id}>
                <th scope="row">{order.id}</th>
                <td className={table.text}>
                  {order.directed === null ? "not said" : order.directed ? "you" : "broker"}
                </td>
                <td className={table.text}>
                  {order.routes.map((route) => venueOf(route, group).name).join(", then ") || "nowhere"}
                </td>
                <td className={table.text}>
                  {order.routes.flatMap((route) => route.transactions.map(inNewYork)).join("; ") ||
                    "no execution"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
      {orders.length > MOST_ORDERS ? (
        <p>
          The first {MOST_ORDERS} of {orders.length} orders; the table by venue counts all.
        </p>
      ) : null}
    </>
  );
}

const NEW_YORK = new Intl.DateTimeFormat("en-US", {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "America/New_York",
});

/** The report's times are UTC; people think of the exchange's clock. */
function inNewYork(utc: string): string {
  return NEW_YORK.format(new Date(utc));
}
