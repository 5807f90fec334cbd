import type { ReactNode } from "react";
import { ChoiceField, NumberField, TypedField } from "@/forms/choice-field";
import { TidyForm } from "@/forms/tidy-form";
import { ORDER_TYPE_LABELS, ORDER_TYPES } from "@/report/order-types";
import { SECTIONS, type Section } from "@/report/sections";
import css from "./calculator.module.css";
import { DOLLARS_FOR, type DollarsFor, type OrderQuestion } from "./order-question";

export interface OrderFormProps {
  /** Where the answer is; a fragment brings the reader back to it. */
  readonly path: string;
  /** Brokers to choose from; none where the page is about one. */
  readonly brokers?: readonly { readonly slug: string; readonly name: string }[];
  /** The brokers are the largest of a whole market: any other can be written. */
  readonly isAnyBroker?: boolean;
  readonly broker?: string | null;
  /** Quarters to choose from, `2022Q1`, the newest first; none where the page has chosen one. */
  readonly quarters?: readonly { readonly value: string; readonly label: string }[];
  readonly quarter: string;
  /** Other parameters of the page, kept. */
  readonly keep?: Readonly<Record<string, string>>;
  readonly question: OrderQuestion;
}

const TRADED: Record<Section, string> = {
  sp500: "A stock in the S&P 500",
  non_sp500: "Another stock",
  options: "An option",
};

export const MOST_SHARES = 10_000_000;
export const MOST_DOLLARS = 1_000_000_000;

export const DOLLARS_OF: Record<DollarsFor, string> = { order: "the whole order", share: "one share" };

/** The order asked about: every choice is a parameter of the URL. */
export function OrderForm({
  path,
  brokers,
  isAnyBroker = false,
  broker,
  quarters,
  quarter,
  keep = {},
  question,
}: OrderFormProps) {
  const { section, orderType, size, dollars = null, dollarsFor = "order" } = question;
  return (
    <TidyForm action={path} className={css.form}>
      {Object.entries(keep).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {brokers ? (
        <Labelled text="Broker">
          {isAnyBroker ? (
            <TypedField
              name="broker"
              value={broker ?? ""}
              options={brokers.map(({ slug, name }) => ({ value: slug, label: name }))}
              hint="A broker’s slug or CRD number"
            />
          ) : (
            <ChoiceField
              name="broker"
              value={broker ?? ""}
              options={[
                { value: "", label: "Choose…" },
                ...brokers.map(({ slug, name }) => ({ value: slug, label: name })),
              ]}
            />
          )}
        </Labelled>
      ) : null}
      <Labelled text="What is traded">
        <ChoiceField
          name="section"
          value={section}
          options={SECTIONS.map((one) => ({ value: one, label: TRADED[one] }))}
        />
      </Labelled>
      <Labelled text="Order type">
        <ChoiceField
          name="orderType"
          value={orderType}
          options={ORDER_TYPES.map((one) => ({ value: one, label: ORDER_TYPE_LABELS[one] }))}
        />
      </Labelled>
      <Labelled text="Shares or contracts">
        <NumberField name="size" value={size} least={1} most={MOST_SHARES} isWhole isRequired />
      </Labelled>
      <Labelled text="Price, $">
        <NumberField name="dollars" value={dollars} least={0.01} most={MOST_DOLLARS} hint="not said" />
      </Labelled>
      <Labelled text="Price of">
        <ChoiceField
          name="dollarsFor"
          value={dollarsFor}
          options={DOLLARS_FOR.map((one) => ({ value: one, label: DOLLARS_OF[one] }))}
        />
      </Labelled>
      {quarters ? (
        <Labelled text="Quarter">
          <ChoiceField name="quarter" value={quarter} options={quarters} />
        </Labelled>
      ) : (
        <input type="hidden" name="quarter" value={quarter} />
      )}
      <button type="submit" className="control">
        Calculate
      </button>
    </TidyForm>
  );
}

function Labelled({ text, children }: { text: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field is its child
    <label>
      <span>{text}</span>
      {children}
    </label>
  );
}
