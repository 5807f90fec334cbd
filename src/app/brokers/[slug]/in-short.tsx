import Link from "next/link";
import { LinkBars } from "@/drawings/link-bars";
import type { ArrangementRow } from "@/queries/arrangements";
import type { Filters } from "@/queries/filters";
import type { OrderMixRow } from "@/queries/order-mix";
import type { RateRow } from "@/queries/rates";
import { formatPercent, formatUsdShort } from "@/report/format";
import { withSign } from "@/report/mark";
import { ORDER_TYPE_LABELS, ORDER_TYPES } from "@/report/order-types";
import { formatQuarter } from "@/report/quarter";
import { SECTION_LABELS, type Section } from "@/report/sections";
import { byPayment } from "@/series/payments-ranking";
import { venuePath } from "@/site/entity-path";
import { SideBySide } from "@/site/story";
import { shareHref } from "@/site/traced";
import { ORDERS_IN } from "@/words/order-words";
import css from "./in-short.module.css";

const MOST_VENUES = 5;

/** Who pays the broker for such orders, in its own words how, and which orders it has: a glance at each, the stories below
 * have all. `payments`: by venue, of the section alone. */
export function InShort({
  called,
  section,
  payments,
  arrangements,
  mix,
  scope,
}: {
  called: string;
  section: Section;
  payments: readonly RateRow[];
  arrangements: readonly ArrangementRow[];
  mix: OrderMixRow | undefined;
  scope: Filters;
}) {
  const quarter = scope.from && formatQuarter(scope.from);
  const ranked = byPayment(
    payments.map((row) => ({
      key: row.venue_slug ?? "",
      name: row.venue ?? "",
      paymentUsd: row.payment_usd,
      mark: row.marks?.payment,
    })),
  ).filter(({ paymentUsd }) => paymentUsd !== null && paymentUsd !== 0);
  const words = arrangements.find((row) => row.sentence !== null && row.sections.includes(section));
  const parts = ORDER_TYPES.map((type) => ({ type, pct: mix?.[`ndo_${type}_pct`] ?? null }));
  return (
    <div className={css.short}>
      <SideBySide>
        <div>
          <h2>Who pays it</h2>
          {ranked.length === 0 ? (
            <p>No payment other than $0 is filed for orders in {ORDERS_IN[section]}.</p>
          ) : (
            <LinkBars
              name={`Net payment to ${called} by venue, ${SECTION_LABELS[section]}`}
              color={section}
              bars={ranked.slice(0, MOST_VENUES).map(({ key, name, paymentUsd, mark }) => ({
                key,
                label: name,
                href: venuePath(key, quarter, scope),
                value: paymentUsd ?? 0,
                text: withSign(formatUsdShort(paymentUsd), mark),
              }))}
            />
          )}
          <p className={css.more}>
            For orders in {ORDERS_IN[section]}. <a href="#venues">All venues</a>
          </p>
        </div>
        <div>
          <h2>In its own words</h2>
          {words ? (
            <blockquote className={css.words}>{words.sentence}</blockquote>
          ) : (
            <p>No sentence of its report says how it is paid for orders in {ORDERS_IN[section]}.</p>
          )}
          <p className={css.more}>
            {words ? (
              <>
                Of {words.venues[0]?.venue}
                {words.venues.length > 1 ? ` and ${words.venues.length - 1} more` : ""}.{" "}
              </>
            ) : null}
            <a href="#arrangement">How each venue pays</a> · <Link href="/search">Search these texts</Link>
          </p>
        </div>
        <div>
          <h2>Which orders</h2>
          {parts.every(({ pct }) => pct === null) ? (
            <p>The mix of its orders is not filed.</p>
          ) : (
            <LinkBars
              name={`Orders of ${called} by type, ${SECTION_LABELS[section]}`}
              color="rest"
              bars={parts.flatMap(({ type, pct }) =>
                pct === null
                  ? []
                  : [
                      {
                        key: type,
                        label: ORDER_TYPE_LABELS[type],
                        href: shareHref({
                          broker: scope.broker,
                          from: scope.from,
                          to: scope.to,
                          asOf: scope.asOf,
                          section: [section],
                          orderType: [type],
                        }),
                        value: pct,
                        text: formatPercent(pct),
                      },
                    ],
              )}
            />
          )}
          <p className={css.more}>
            Of its non-directed orders in {ORDERS_IN[section]}. <a href="#mix">All sections</a>
          </p>
        </div>
      </SideBySide>
    </div>
  );
}
