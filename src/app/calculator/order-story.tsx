import Link from "next/link";
import { calledOf } from "@/names/called";
import type { Filters } from "@/queries/filters";
import { quarterInText } from "@/report/format";
import { formatQuarter, type Quarter } from "@/report/quarter";
import { keptView } from "@/site/kept-view";
import { pagePath } from "@/site/page-path";
import { Story } from "@/site/story";
import type { TableView } from "@/tables/table-view";
import { Calculator } from "./calculator";
import { orderAnswers } from "./order-answers";
import { orderInAddress } from "./order-parameters";
import type { OrderQuestion } from "./order-question";

/** The calculator for one broker and quarter, on the broker's own page. */
export function OrderStory({
  broker,
  question,
  quarter,
  view,
  tableView,
}: {
  broker: { readonly slug: string; readonly name: string };
  question: OrderQuestion;
  quarter: Quarter;
  /** How the page around it is seen. An order goes where it goes: exchanges count here whatever is left out around it. */
  view: Pick<Filters, "exchanges" | "asOf">;
  tableView?: TableView;
}) {
  const { section, orderType, size } = question;
  const { answers, scope } = orderAnswers(quarter, question, broker, view.asOf);
  return (
    <Story id="calculator" name={`On an order of yours, ${quarterInText(quarter)}`} wide>
      <Calculator
        question={question}
        quarter={quarterInText(quarter)}
        broker={{ slug: broker.slug, called: calledOf(broker) }}
        answers={answers}
        without={[]}
        scope={scope}
        tableView={tableView}
        form={{
          // To its heading: the target of an address is marked, and the whole story would be.
          path: `/brokers/${broker.slug}#calculator-name`,
          quarter: formatQuarter(quarter),
          keep: keptView(view),
        }}
      />
      <p>
        <Link
          href={pagePath("/calculator", {
            broker: broker.slug,
            ...orderInAddress(question),
            section,
            orderType,
            size: `${size}`,
            asOf: view.asOf,
          })}
        >
          Ask about another broker or quarter
        </Link>
      </p>
    </Story>
  );
}
