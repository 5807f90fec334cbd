import Form from "next/form";
import { ORDER_TYPE_LABELS, ORDER_TYPES } from "@/report/order-types";
import { SECTIONS, type Section } from "@/report/sections";
import css from "./calculator.module.css";
import type { OrderQuestion } from "./order-question";

export interface OrderFormProps {
  /** Where the answer is; a fragment brings the reader back to it. */
  readonly path: string;
  /** Brokers to choose from; none where the page is about one. */
  readonly brokers?: readonly { readonly slug: string; readonly name: string }[];
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

/** The order asked about: every choice is a parameter of the URL. */
export function OrderForm({ path, brokers, broker, quarters, quarter, keep = {}, question }: OrderFormProps) {
  const { section, orderType, size } = question;
  return (
    <Form
      action={path}
      className={css.form}
      scroll={false}
      // A new key for new values: fields keep what was typed until they are made anew.
      key={[broker, quarter, section, orderType, size].join(" ")}
    >
      {Object.entries(keep).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {brokers ? (
        <label>
          <span>Broker</span>
          <select name="broker" defaultValue={broker ?? ""}>
            <option value="">Choose…</option>
            {brokers.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label>
        <span>What is traded</span>
        <select name="section" defaultValue={section}>
          {SECTIONS.map((one) => (
            <option key={one} value={one}>
              {TRADED[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Order type</span>
        <select name="orderType" defaultValue={orderType}>
          {ORDER_TYPES.map((one) => (
            <option key={one} value={one}>
              {ORDER_TYPE_LABELS[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Shares or contracts</span>
        <input
          name="size"
          type="number"
          min={1}
          max={MOST_SHARES}
          step={1}
          required
          defaultValue={size}
          inputMode="numeric"
        />
      </label>
      {quarters ? (
        <label>
          <span>Quarter</span>
          <select name="quarter" defaultValue={quarter}>
            {quarters.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <input type="hidden" name="quarter" value={quarter} />
      )}
      <button type="submit">Calculate</button>
    </Form>
  );
}
