import { writeQuery } from "@/queries/write-query";
import { countOf, formatCount, quarterInText } from "@/report/format";
import { distinctMarks } from "@/report/mark";
import { MarkNotes } from "@/site/marks";
import { AsTable, Note, Story } from "@/site/story";
import type { TableView } from "@/tables/table-view";
import { AnswersTable } from "../calculator/answers-table";
import { type BrokerAnswer, centsOf, inOrder } from "../calculator/order-question";
import { oneSuchOrder } from "../calculator/order-sentences";
import type { Asked } from "./read-answers";

/** Rows listed; the CSV has all. The broker asked about is always there. */
const MOST_ROWS = 25;
/** Of a whole market, where the page is long enough. */
const VERY_MANY = 500;
const MOST_ROWS_OF_VERY_MANY = 15;

/** The strip as a table: every broker with a report for the quarter. */
export function AnswersStory({
  answers,
  asked: { question, quarter, broker, view },
  tableView,
  isOpen = false,
}: {
  answers: readonly BrokerAnswer[];
  asked: Asked;
  tableView?: TableView;
  /** It is what the page is about, and not folded away. */
  isOpen?: boolean;
}) {
  const { section, orderType } = question;
  const scope = {
    from: quarter,
    to: quarter,
    section: [section],
    orderType: [orderType],
    reReported: "include" as const,
    asOf: view.asOf,
  };
  const ordered = inOrder(answers);
  const most = ordered.length > VERY_MANY ? MOST_ROWS_OF_VERY_MANY : MOST_ROWS;
  const listed = ordered.filter(({ slug }, i) => i < most || slug === broker?.slug);
  const known = ordered.filter(({ answer }) => centsOf(answer) !== null).length;
  const said = quarterInText(quarter);
  return (
    <Story id="answers" name={`Every broker, ${said}`} wide>
      <AsTable summary="Show the brokers as a table" open={isOpen || tableView?.chosen}>
        <MarkNotes
          marks={distinctMarks(listed.map(({ answer }) => ("mark" in answer ? answer.mark : null)))}
        />
        <AnswersTable
          caption={`Paid to each broker on average for ${oneSuchOrder(question)}, ${said}`}
          answers={listed}
          section={section}
          current={broker?.slug ?? null}
          scope={scope}
          tableView={tableView}
        />
        {listed.length < ordered.length ? (
          <Note>
            The best paid of {countOf(ordered.length, "broker")} with a report; {formatCount(known)} of them
            filed enough.{" "}
            <a href={`/api/v1/rates?${writeQuery({ ...scope, by: ["broker"], format: "csv" })}`}>
              All as CSV
            </a>
          </Note>
        ) : null}
      </AsTable>
    </Story>
  );
}
