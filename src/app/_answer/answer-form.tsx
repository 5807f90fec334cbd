import type { ReactNode } from "react";
import { ChoiceField, NumberField } from "@/forms/choice-field";
import { TidyForm } from "@/forms/tidy-form";
import { quarterLabel } from "@/report/format";
import { ORDER_TYPES, type OrderType } from "@/report/order-types";
import { SECTIONS, type Section } from "@/report/sections";
import { orderInAddress } from "../calculator/order-parameters";
import {
  DOLLARS_FOR,
  type DollarsFor,
  MOST_DOLLARS,
  MOST_SHARES,
  type OrderAnswer,
  type OrderQuestion,
} from "../calculator/order-question";
import css from "./answer.module.css";
import { receivesWords } from "./answer-words";

const TRADED: Record<Section, string> = {
  sp500: "an S&P 500 stock",
  non_sp500: "another stock",
  options: "an option",
};

const DOLLARS_OF: Record<DollarsFor, string> = { order: "the whole order", share: "one share" };

const PLACED: Record<OrderType, string> = {
  market: "at market",
  marketable_limit: "with a marketable limit",
  non_marketable_limit: "with a non-marketable limit",
  other: "by another kind of order",
};

export interface AnswerFormProps {
  readonly question: OrderQuestion;
  /** Where the answer is. */
  readonly action: string;
  /** Name of the choice that is the last part of the path, and where the form leads while nothing is chosen for it. */
  readonly into?: string;
  readonly home?: string;
  /** The sentence goes on after the order: whose it is, and what it brings. */
  readonly ending: ReactNode;
  /** Quarters to choose from, `2022Q1`, the newest first, none where there is no choice; the one shown, and the one shown
   * when nothing is chosen. Both empty: each broker's latest. */
  readonly quarters: readonly string[];
  readonly quarter: string;
  readonly latest: string;
  /** What the order is worth can be said. */
  readonly hasPrice: boolean;
  /** Other choices of the page. */
  readonly choices?: ReactNode;
  /** Other parameters of the page, kept. */
  readonly keep?: Readonly<Record<string, string>>;
  /** What is said below the sentence. */
  readonly children: ReactNode;
}

/**
 * The answer as a sentence whose words can be chosen: what is traded, order type, size, broker, and below it the quarter. A
 * choice rewrites sentence, chart and address; without scripts a button sends them.
 */
export function AnswerForm(props: AnswerFormProps) {
  const { question, action, into, home, ending, quarters, quarter, latest, hasPrice, keep = {} } = props;
  const { section, orderType, size, dollars = null, dollarsFor = "order" } = question;
  const sizes = section === "options" ? ["Contracts", "contract"] : ["Shares", "share"];
  const isUsual = orderInAddress(question).size === "";
  return (
    <TidyForm
      action={action}
      into={into}
      home={home}
      className={css.form}
      // A size that is the usual one goes with what is traded: 100 shares become one contract.
      usual={{
        section: "sp500",
        orderType: "market",
        dollarsFor: "order",
        quarter: latest,
        size: isUsual ? String(size) : "",
      }}
    >
      {Object.entries(keep).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <p className={css.sentence}>
        When you buy{" "}
        <Word text={sizes[0] ?? ""} chosen={String(size)}>
          <NumberField
            name="size"
            value={size}
            least={1}
            most={MOST_SHARES}
            isWhole
            isRequired
            className={css.size}
          />
        </Word>{" "}
        {sizes[1]}
        {size === 1 ? "" : "s"} of{" "}
        <Word text="What is traded" chosen={TRADED[section]}>
          <ChoiceField
            name="section"
            value={section}
            options={SECTIONS.map((value) => ({ value, label: TRADED[value] }))}
            className={css.word}
          />
        </Word>{" "}
        <Word text="Order type" chosen={PLACED[orderType]}>
          <ChoiceField
            name="orderType"
            value={orderType}
            options={ORDER_TYPES.map((value) => ({ value, label: PLACED[value] }))}
            className={css.word}
          />
        </Word>
        , {ending}
      </p>
      {props.children}
      <p className={css.choose}>
        {props.choices}
        {hasPrice && section !== "options" ? (
          <>
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the field is its child */}
            <label>
              Price, ${" "}
              <NumberField
                name="dollars"
                value={dollars}
                least={0.01}
                most={MOST_DOLLARS}
                hint="not said"
                className={`control ${css.price}`}
              />
            </label>{" "}
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the field is its child */}
            <label>
              of{" "}
              <ChoiceField
                name="dollarsFor"
                value={dollarsFor}
                options={DOLLARS_FOR.map((value) => ({ value, label: DOLLARS_OF[value] }))}
              />
            </label>{" "}
          </>
        ) : null}
        {quarters.length > 0 ? (
          // biome-ignore lint/a11y/noLabelWithoutControl: the field is its child
          <label>
            Quarter{" "}
            <ChoiceField
              name="quarter"
              value={quarter}
              options={[
                ...(latest === "" ? [{ value: "", label: "each one’s latest" }] : []),
                ...quarters.map((value) => ({ value, label: quarterLabel(value) })),
              ]}
            />
          </label>
        ) : null}{" "}
        <button type="submit" className={`control ${css.unscripted}`}>
          Show
        </button>
      </p>
    </TidyForm>
  );
}

const NO_BROKER = "your broker";

/** The end of the sentence where one broker is asked about: the broker, to be chosen, and what it receives. */
export function BrokerEnding({
  brokers,
  broker,
  answer,
}: {
  /** Brokers to choose from, as sentences call them. */
  brokers: readonly { readonly slug: string; readonly name: string }[];
  /** Null: none is chosen yet. */
  broker: string | null;
  answer: OrderAnswer | null;
}) {
  return (
    <>
      <Word text="Broker" chosen={brokers.find(({ slug }) => slug === broker)?.name ?? NO_BROKER}>
        <ChoiceField
          name="broker"
          value={broker ?? ""}
          options={[
            ...(broker === null ? [{ value: "", label: NO_BROKER }] : []),
            ...brokers.map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
          className={css.word}
        />
      </Word>{" "}
      <strong className={css.receives}>{receivesWords(answer)}</strong>
      {answer === null ? "" : "."}
    </>
  );
}

/** A word of the sentence that can be chosen; on paper the style sheet writes the one the answer is for in place of the field. */
function Word({ text, chosen, children }: { text: string; chosen: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field is its child
    <label className={css.choice} data-chosen={chosen}>
      <span className="visually-hidden">{text}</span>
      {children}
    </label>
  );
}
