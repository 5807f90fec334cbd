import type { Formula } from "./formula";
import css from "./formula-story.module.css";

/** A formula in words, and with its numbers filled in. */
export function FormulaLines({
  formula: { definition, filled, value },
  none,
}: {
  formula: Formula;
  none: string;
}) {
  return (
    <div className={css.formula}>
      <p>{definition}</p>
      {filled === null ? (
        <p>{none}</p>
      ) : (
        <p>
          {filled} <strong className={css.value}>{value}</strong>.
        </p>
      )}
    </div>
  );
}
