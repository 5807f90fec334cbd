import type { Metadata } from "next";
import Link from "next/link";
import { ChoiceForm } from "@/forms/choice-form";
import { calledOf } from "@/names/called";
import { listBrokers } from "@/queries/list-brokers";
import { CopyButton } from "@/site/copy-button";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Standfirst, Story } from "@/site/story";
import { pageMetadata } from "../page-metadata";
import { brokerPayments } from "./broker-payments";
import { MyOrders } from "./my-orders";
import css from "./my-orders.module.css";
import { letter } from "./order-words";

export const dynamic = "force-dynamic";

const TITLE = "Where did my orders go?";

export const generateMetadata = (): Promise<Metadata> =>
  pageMetadata({
    title: TITLE,
    description:
      "Every broker must tell its customers, on request, where their orders went. Read that report here, in your browser: it is not sent anywhere.",
    path: "/my-orders",
    picture: null,
  });

export default async function MyOrdersPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, ["broker"]);
  if (problem !== null) return <Refused why={problem} />;
  const brokers = listBrokers();
  const [given] = query.broker;
  const broker = brokers.find((one) => one.slug === given?.toLowerCase() || one.crd === given) ?? null;
  if (query.broker.length > 1) return <Refused why="One broker at a time: the one whose report it is." />;
  if (given !== undefined && !broker) return <Refused why={`No report of a broker “${given}” is stored.`} />;
  const called = broker && { slug: broker.slug, name: calledOf(broker) };
  return (
    <>
      <h1>{TITLE}</h1>
      <Standfirst>
        Ask your broker, and it must tell you: for six months, the venue each of your orders went to, whether
        you or the broker chose it, and when it was executed (SEC Rule 606(b)(1)). This page reads that report
        and sets it beside what those venues pay the broker.
      </Standfirst>
      {brokers.length > 0 ? (
        <ChoiceForm
          path="/my-orders"
          choices={[
            {
              name: "broker",
              label: "Your broker",
              value: broker?.slug ?? "",
              options: [
                { value: "", label: "Not chosen" },
                ...brokers.map(({ slug, name }) => ({ value: slug, label: name })),
              ],
            },
          ]}
        />
      ) : null}
      <MyOrders payments={called && brokerPayments(called)} />
      <Story
        id="letter"
        name="How to get the report"
        says="Your broker’s help pages may have a form for it; else send this to customer service. It is free."
      >
        <pre className={css.letter}>{letter(broker?.name ?? "")}</pre>
        <CopyButton copied={{ what: "text" }}>Copy the letter</CopyButton>
      </Story>
      <Story id="reading" name="How to read it">
        <ul>
          <li>
            <strong>Directed</strong> means that you chose the venue yourself. Few people do; then the broker
            answers for where the order went.
          </li>
          <li>
            <strong>Held</strong> orders must be executed at once at the best price to be had, as nearly all
            orders of retail investors are. Only these are in the brokers’ public reports, and so in the
            payments here.
          </li>
          <li>
            What a venue paid the broker is about <em>all</em> its customers’ orders of a quarter, by its
            public report. The report about you has no payments: nobody files what yours earned.
          </li>
          <li>
            An order can go to several venues one after the other, and counts at each. Times are filed in UTC;
            they are shown in New York’s time.
          </li>
          <li>
            How well a venue executes such orders is another question: see{" "}
            <Link href="/execution" prefetch={false}>
              execution quality
            </Link>
            .
          </li>
        </ul>
      </Story>
    </>
  );
}

function Refused({ why }: { why: string }) {
  return (
    <Refusal title={TITLE} why={why}>
      <Link href="/my-orders">Begin again</Link>
    </Refusal>
  );
}
