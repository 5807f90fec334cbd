import Link from "next/link";
import { formatCount } from "@/report/format";
import { SideBySide, Story } from "@/site/story";
import { answerWords } from "../_answer/answer-words";
import css from "./calculator.module.css";
import { type BrokerAnswer, inOrder, placeAmong } from "./order-question";
import { ordinal, placeSentence } from "./order-sentences";

/** Brokers in each list; of few each is in one of the two. */
const MOST_LISTED = 5;

/** Who was paid most and least for the order, and where the one asked about stands among all. */
export function ExtremesStory({
  answers,
  broker,
  linkOf,
}: {
  answers: readonly BrokerAnswer[];
  /** Null: none is chosen. */
  broker: { readonly slug: string; readonly called: string } | null;
  linkOf: (slug: string) => string;
}) {
  const ranked = inOrder(answers).flatMap((one) => {
    const place = placeAmong(one.slug, answers);
    return place ? [{ ...one, place }] : [];
  });
  const listed = Math.min(MOST_LISTED, Math.floor(ranked.length / 2));
  if (listed === 0) return null;
  const least = ranked.slice(-listed).reverse();
  const own = broker && ranked.find(({ slug }) => slug === broker.slug);
  // Those as low as the last one listed, who are not.
  const alike = ranked.slice(0, -listed).filter(({ place }) => place.better === least.at(-1)?.place.better);
  const { place, of, equal } = own?.place ?? { place: 0, of: 0, equal: 0 };
  const rank = equal === 1 ? ` It is ${ordinal(place)} of ${formatCount(of)}.` : "";
  return (
    <Story
      id="extremes"
      name="Most and least paid"
      says={own ? `${placeSentence(broker.called, own.place)}${rank}` : null}
      wide
    >
      <SideBySide>
        <Brokers name="Paid most" brokers={ranked.slice(0, listed)} own={broker?.slug} linkOf={linkOf} />
        <Brokers
          name="Paid least"
          brokers={least}
          own={broker?.slug}
          linkOf={linkOf}
          more={alike.length > 0 ? `and ${formatCount(alike.length)} more as low` : ""}
        />
      </SideBySide>
    </Story>
  );
}

function Brokers({
  name,
  brokers,
  own,
  linkOf,
  more = "",
}: {
  name: string;
  brokers: readonly (BrokerAnswer & { readonly place: { readonly place: number; readonly of: number } })[];
  own: string | undefined;
  linkOf: (slug: string) => string;
  more?: string;
}) {
  return (
    <div>
      <h3>{name}</h3>
      <ul className={css.ranks}>
        {brokers.map(({ slug, name: whole, answer, place }) => (
          <li key={slug}>
            <span className={css.rank}>{ordinal(place.place)}</span>{" "}
            <Link href={linkOf(slug)} className={slug === own ? css.current : undefined} prefetch={false}>
              {whole}
            </Link>{" "}
            <span>{answerWords(answer)}</span>
          </li>
        ))}
        {more ? <li>{more}</li> : null}
      </ul>
    </div>
  );
}
