"use client";

import { useEffect, useId, useRef, useState } from "react";

/*
 * Fields that hold what the reader chose until the page says otherwise: after the back button, or where the page read the
 * choice in another way. They stay in place meanwhile, so that the keyboard is not thrown out of them.
 */

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A choice among some values. */
export function ChoiceField({
  name,
  value,
  options,
  className = "control",
}: {
  name: string;
  value: string;
  options: readonly Option[];
  className?: string | undefined;
}) {
  // An option more or less is another choice, even where the page still says the same.
  const said = `${value} ${options.length}`;
  const [heard, hear] = useState(said);
  const [shown, show] = useState(value);
  if (heard !== said) {
    hear(said);
    show(value);
  }
  return (
    <select name={name} className={className} value={shown} onChange={(event) => show(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** A text of its own, with some suggested. The form follows when a suggested one is taken, or at Enter. */
export function TypedField({
  name,
  value = "",
  options,
  hint,
}: {
  name: string;
  /** What is chosen. */
  value?: string;
  options: readonly Option[];
  hint: string;
}) {
  const list = useId();
  const suggested = options.filter((option) => option.value !== "");
  return (
    <>
      <input
        // Taken: what is offered next is without it, and the field is empty again.
        key={`${value} ${suggested.length}`}
        name={name}
        defaultValue={value}
        type="text"
        className="control"
        list={list}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          const text = event.target.value;
          if (!suggested.some((option) => option.value === text)) event.stopPropagation();
        }}
      />
      <datalist id={list}>
        {suggested.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </datalist>
    </>
  );
}

/** A number within bounds; null: not said. */
export function NumberField({
  name,
  value,
  least,
  most,
  isWhole = false,
  isRequired = false,
  hint,
  className = "control",
}: {
  name: string;
  value: number | null;
  least: number;
  most: number;
  isWhole?: boolean;
  isRequired?: boolean;
  hint?: string;
  className?: string | undefined;
}) {
  const field = useRef<HTMLInputElement>(null);
  const said = value === null ? "" : String(value);
  const [shown, show] = useState(said);
  useEffect(() => {
    // Whoever is typing is ahead of the page.
    if (document.activeElement !== field.current) show(said);
  }, [said]);
  return (
    <input
      ref={field}
      name={name}
      type="number"
      className={className}
      min={least}
      max={most}
      step={isWhole ? 1 : "any"}
      required={isRequired}
      placeholder={hint}
      value={shown}
      onChange={(event) => show(event.target.value)}
      inputMode={isWhole ? "numeric" : "decimal"}
    />
  );
}
