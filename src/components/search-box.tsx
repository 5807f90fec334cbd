"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { matchNames, quarterNamed } from "./match-names";
import css from "./search-box.module.css";

interface Choice {
  readonly name: string;
  readonly href: string;
  readonly also: readonly string[];
}

/** Every stored broker, asked for when someone begins to search; the browser's cache knows whether it changed. */
async function loadBrokers(): Promise<readonly Choice[]> {
  const answer = await fetch("/api/v1/brokers?limit=10000");
  if (!answer.ok) throw new Error(`The list of brokers was answered with HTTP ${answer.status}`);
  const { rows } = (await answer.json()) as { rows: { name: string; slug: string; crd: string | null }[] };
  return rows.map(({ name, slug, crd }) => ({
    name,
    href: `/brokers/${slug}`,
    also: [slug, ...(crd ? [crd] : [])],
  }));
}

/** Finds a broker or a quarter. Without scripts it is a form that leads to /search. */
export function SearchBox({
  name,
  placeholder,
  hotkey = false,
}: {
  name: string;
  placeholder: string;
  hotkey?: boolean;
}) {
  const id = useId();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);

  useEffect(() => {
    if (!hotkey) return;
    const focusOnSlash = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener("keydown", focusOnSlash);
    return () => document.removeEventListener("keydown", focusOnSlash);
  }, [hotkey]);

  const quarter = quarterNamed(text);
  const found: readonly Choice[] = [
    ...(quarter
      ? [{ name: `All brokers in ${quarter}`, href: `/brokers?quarter=${quarter}`, also: [] }]
      : []),
    ...matchNames(choices, text),
  ];
  const shown = open && found.length > 0;

  function go(choice: Choice) {
    setOpen(false);
    setText("");
    setActive(-1);
    input.current?.blur();
    router.push(choice.href);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (found.length === 0) return;
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Escape") {
      if (shown) event.preventDefault();
      setOpen(false);
      setActive(-1);
    } else if (event.key === "Enter") {
      // Without a chosen line the form is sent, unless only one thing can be meant.
      const choice = found[active] ?? (found.length === 1 ? found[0] : undefined);
      if (!choice) return;
      event.preventDefault();
      go(choice);
    }
  }

  return (
    <search className={css.search} aria-label={name}>
      <form action="/search">
        <label htmlFor={`${id}-input`} className="visually-hidden">
          {name}
        </label>
        <input
          ref={input}
          id={`${id}-input`}
          className={css.input}
          name="q"
          type="search"
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          role="combobox"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
          aria-keyshortcuts={hotkey ? "/" : undefined}
          value={text}
          onFocus={() => {
            setOpen(true);
            // Without the list the form still works: it asks the server.
            loadBrokers().then(setChoices, () => setChoices([]));
          }}
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="visually-hidden" tabIndex={-1}>
          Search
        </button>
      </form>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={name}
        className={css.list}
        hidden={!shown}
        tabIndex={-1}
      >
        {found.map((choice, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input; aria-activedescendant names the line
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys
          <div
            key={choice.href}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            className={i === active ? css.active : css.option}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => go(choice)}
          >
            {choice.name}
          </div>
        ))}
      </div>
    </search>
  );
}
