import css from "./api-reference.module.css";
import type { Field } from "./operation";

/** More values than this are written, not ticked. */
const MOST_TICKED = 8;

/** What a parameter is given with. `operation`: makes ids unique. `value`: to begin with. */
export function FieldControl({
  operation,
  field,
  value,
}: {
  operation: string;
  field: Field;
  value: string;
}) {
  const { name, values, isList, range, usual, example } = field;
  const id = `${operation}-${name}`;
  const naming = field.in === "path" ? { "data-path": name } : { name };
  const control = { id, className: "control", ...naming };
  if (isList && values && values.length <= MOST_TICKED) {
    const ticked = value.split(",");
    return (
      <fieldset className={css.ticks}>
        <legend className="visually-hidden">{name}</legend>
        {values.map((one) => (
          <label key={one}>
            <input type="checkbox" name={name} value={one} defaultChecked={ticked.includes(one)} /> {one}
          </label>
        ))}
      </fieldset>
    );
  }
  if (values && !isList) {
    return (
      <select {...control} defaultValue={value}>
        {field.required ? null : (
          <option value="">{usual === null ? "not given" : `not given: ${usual}`}</option>
        )}
        {values.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    );
  }
  if (range) {
    return <input {...control} type="number" min={range[0]} max={range[1]} defaultValue={value} />;
  }
  const hint = isList ? `${example}, several with commas` : example;
  return (
    <input
      {...control}
      type="text"
      defaultValue={value}
      placeholder={hint}
      required={field.required}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
    />
  );
}

/** Whether a field is a group of ticks, which is named by its legend. */
export function isTicked({ isList, values }: Field): boolean {
  return isList && values !== null && values.length <= MOST_TICKED;
}
