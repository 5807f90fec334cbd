import { averagesByBroker, latestOfEach } from "@/charts/averages-by-broker";
import { about } from "@/charts/chart";
import { ChartFigure } from "@/drawings/chart-figure";
import { ChoiceField } from "@/forms/choice-field";
import { namesAmong } from "@/names/called";
import { chartToTake } from "@/pictures/take-away";
import type { Filters } from "@/queries/filters";
import type { BrokerRow } from "@/queries/list-brokers";
import { USUAL_VIEW } from "@/queries/view-parameters";
import { formatCount, quarterLabel } from "@/report/format";
import { formatQuarter, parseQuarter, type Quarter } from "@/report/quarter";
import { brokerColors } from "@/series/palette";
import { keptView } from "@/site/kept-view";
import { pagePath } from "@/site/page-path";
import { SearchBox } from "@/site/search-box";
import { Note } from "@/site/story";
import { TakeAway } from "@/site/take-away";
import css from "../_answer/answer.module.css";
import { AnswerForm } from "../_answer/answer-form";
import { answerWords, comparedWords } from "../_answer/answer-words";
import { readAnswers, scopeOf } from "../_answer/read-answers";
import { orderInAddress } from "../calculator/order-parameters";
import { answerOf, type OrderQuestion, placeAmong } from "../calculator/order-question";
import { ordinal } from "../calculator/order-sentences";
import type { BrokersToChoose } from "../trends/brokers-to-choose";
import { MOST_BROKERS } from "./chosen-brokers";
import { ChosenList } from "./chosen-list";

/** The first screen of a comparison: what each chosen broker receives for an order, its rank, and all brokers in a strip with
 * the chosen ones named. Without a quarter in common each is shown by its latest. */
export async function CompareAnswer({
  chosen,
  question,
  quarter,
  view,
  quarters,
  latest,
  offered,
  keep,
  without,
}: {
  chosen: readonly BrokerRow[];
  question: OrderQuestion;
  /** Null: each broker's latest. */
  quarter: Quarter | null;
  view: Pick<Filters, "exchanges" | "asOf">;
  /** Quarters to choose from, the newest first, and the one shown when none is chosen; empty: each broker's latest. */
  quarters: readonly string[];
  latest: string;
  offered: BrokersToChoose;
  /** What else the page shows, as parameters. */
  keep: Readonly<Record<string, string>>;
  /** The page without a broker; null where it is the only one. */
  without: (slug: string) => string | null;
}) {
  const slugs = chosen.map(({ slug }) => slug);
  const scope = scopeOf(question, slugs, quarter, view.asOf);
  const rows = averagesByBroker.read(scope, USUAL_VIEW);
  const { parts, notes } = averagesByBroker.show(rows, about({ scope }));
  const own = latestOfEach(scope);
  const answers = answersOf(slugs, question, own ?? new Map(slugs.map((slug) => [slug, rows.quarter])), view);
  const called = namesAmong(chosen);
  const colors = brokerColors(slugs);
  const order = orderInAddress(question);
  const linkOf = (slug: string, at: Quarter | null | undefined) =>
    pagePath(`/brokers/${slug}`, { quarter: at && formatQuarter(at), ...order, ...keptView(view) });
  const isMarket = offered.largestOf !== null;
  const canAdd = chosen.length < MOST_BROKERS;
  const all = { ...keep, ...keptView(view), brokers: slugs.join(",") };
  return (
    <section className={css.answer} id="answer" aria-label="The answer">
      <div className={css.said}>
        <AnswerForm
          question={question}
          action="/compare"
          ending={
            <strong className={css.receives}>
              {comparedWords(answers.map(({ slug, answer }, i) => ({ name: nameOf(i, slug), answer })))}
            </strong>
          }
          quarters={quarters}
          quarter={quarter ? formatQuarter(quarter) : ""}
          latest={latest}
          hasPrice={false}
          keep={all}
          choices={
            canAdd && !isMarket ? (
              <>
                {/* biome-ignore lint/a11y/noLabelWithoutControl: the field is its child */}
                <label>
                  Add{" "}
                  <ChoiceField
                    name="brokers"
                    value=""
                    options={[
                      { value: "", label: "another broker" },
                      ...offered.brokers
                        .filter((one) => !slugs.includes(one.slug))
                        .map((one) => ({ value: one.slug, label: one.name })),
                    ]}
                  />
                </label>{" "}
              </>
            ) : null
          }
        >
          <ChosenList
            chosen={answers.map(({ slug, answer, place, quarter: at }, i) => ({
              key: slug,
              name: nameOf(i, slug),
              href: linkOf(slug, at),
              color: colors.get(slug) ?? "rest",
              without: without(slug),
              says: [
                own && at ? quarterLabel(formatQuarter(at)) : "",
                answerWords(answer),
                place ? `${ordinal(place.place)} of ${formatCount(place.of)}` : "",
              ],
            }))}
          />
        </AnswerForm>
      </div>
      <div className={css.strip}>
        {parts.map((part) => (
          <ChartFigure
            key={part.unit}
            part={{ ...part, linkOf: (slug) => linkOf(slug, own?.get(slug) ?? rows.quarter) }}
          />
        ))}
        <Note>{notes.join(" ")}</Note>
        {parts.length > 0 ? <TakeAway {...(await chartToTake("averages-by-broker", scope))} /> : null}
      </div>
      <div className={css.after}>
        {canAdd && isMarket ? (
          <div className={css.find}>
            <SearchBox
              name="Add a broker"
              placeholder="Add a broker by name"
              choose={{ path: "/compare", name: "named", keep: { ...all, ...order } }}
            />
          </div>
        ) : null}
        {answers.some(({ place }) => place) ? (
          <p className={css.small}>
            Ranks begin with the broker that received most, among those that filed enough for{" "}
            {own ? "that quarter" : "the quarter"}. Averages over all such orders; one of them may have
            brought more, less or nothing.
          </p>
        ) : null}
      </div>
    </section>
  );

  function nameOf(i: number, slug: string): string {
    const { name } = chosen[i] ?? { name: slug };
    return called({ slug, name });
  }
}

/** What each broker received, by its report of its quarter, and its place among all of that quarter. */
function answersOf(
  slugs: readonly string[],
  question: OrderQuestion,
  quarters: ReadonlyMap<string, Quarter | null>,
  view: Pick<Filters, "exchanges" | "asOf">,
) {
  const markets = new Map(
    [...new Set([...quarters.values()].map((quarter) => (quarter ? formatQuarter(quarter) : "")))].map(
      (key) => {
        const quarter = parseQuarter(key);
        return [key, quarter ? readAnswers({ question, quarter, broker: null, view }).answers : []] as const;
      },
    ),
  );
  return slugs.map((slug) => {
    const quarter = quarters.get(slug) ?? null;
    const market = markets.get(quarter ? formatQuarter(quarter) : "") ?? [];
    const answer = market.find((one) => one.slug === slug)?.answer ?? answerOf(undefined, false, question);
    return { slug, quarter, answer, place: placeAmong(slug, market) };
  });
}
