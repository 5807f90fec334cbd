import Link from "next/link";
import { ChoiceField, type Option, TypedField } from "./choice-field";
import css from "./choice-form.module.css";
import { TidyForm } from "./tidy-form";

export interface Choice {
  /** Parameter of the URL. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** The empty value stands for the page's default. */
  readonly options: readonly Option[];
  /** What can be written where the options are not all there are: then they are only suggested. */
  readonly typed?: string | undefined;
}

/** What a page shows, chosen in a form that needs no script and follows at once where there is one: each choice is a
 * parameter of the URL. `steps`: the
 * neighbors of the quarter shown, as links. */
export function ChoiceForm({
  path,
  choices,
  more = [],
  keep = {},
  steps,
  into,
  button = "Show",
}: {
  path: string;
  /** Name of the choice that is the last part of the path. */
  into?: string;
  choices: readonly Choice[];
  /** Choices few readers make: folded away unless one of them is not at its default. */
  more?: readonly Choice[];
  /** Parameters that stay as they are. */
  keep?: Readonly<Record<string, string>>;
  steps?: { readonly before: Step | null; readonly after: Step | null };
  button?: string;
}) {
  // What is typed is followed when it is sent.
  const isFollowed = [...choices, ...more].every(({ typed }) => typed === undefined);
  return (
    <div className={css.bar}>
      {steps?.before || steps?.after ? (
        <span className={css.steps}>
          {steps.before ? (
            <Link href={steps.before.href} rel="prev" prefetch={false}>
              ← {steps.before.label}
            </Link>
          ) : null}
          {steps.after ? (
            <Link href={steps.after.href} rel="next" prefetch={false}>
              {steps.after.label} →
            </Link>
          ) : null}
        </span>
      ) : null}
      <TidyForm action={path} into={into} className={css.form}>
        {Object.entries(keep).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        {choices.map((choice) => (
          <ChoiceSelect key={choice.name} choice={choice} />
        ))}
        {more.length > 0 ? (
          <details className={css.more} open={more.some((choice) => choice.value !== "")}>
            <summary>More choices</summary>
            <div className={css.form}>
              {more.map((choice) => (
                <ChoiceSelect key={choice.name} choice={choice} />
              ))}
            </div>
          </details>
        ) : null}
        <button type="submit" className={isFollowed ? `control ${css.unscripted}` : "control"}>
          {button}
        </button>
      </TidyForm>
    </div>
  );
}

function ChoiceSelect({ choice }: { choice: Choice }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: ChoiceField is a select
    <label>
      <span className={css.label}>{choice.label}</span>{" "}
      {choice.typed === undefined ? (
        <ChoiceField name={choice.name} value={choice.value} options={choice.options} />
      ) : (
        <TypedField name={choice.name} value={choice.value} options={choice.options} hint={choice.typed} />
      )}
    </label>
  );
}

export interface Step {
  readonly label: string;
  readonly href: string;
}
