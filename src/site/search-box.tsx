"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { pagePath } from "./page-path";
import css from "./search-box.module.css";

/** What the search answers with, as in the API's description. */
interface Found {
  readonly kind: "broker" | "venue" | "quarter";
  readonly name: string;
  readonly slug: string;
  readonly by: string | null;
  readonly stored: boolean;
}

/** What is found for a text. */
interface Answer {
  readonly text: string;
  readonly found: readonly Found[];
}

const NOTHING: Answer = { text: "", found: [] };
const MOST_SHOWN = 8;
const PATHS = { broker: "/brokers", venue: "/venues", quarter: "/quarters" } as const;

async function search(text: string, signal: AbortSignal): Promise<Answer> {
  const answer = await fetch(`/api/v1/search?q=${encodeURIComponent(text)}`, { signal });
  if (!answer.ok) throw new Error(`The search was answered with HTTP ${answer.status}`);
  const { rows } = (await answer.json()) as { rows: Found[] };
  return { text, found: rows };
}

/** Finds brokers, venues and quarters by any name. Without scripts it is a form that leads to /search. */
export function SearchBox({
  name,
  placeholder,
  hotkey = false,
  text: first = "",
  choose,
}: {
  name: string;
  placeholder: string;
  hotkey?: boolean;
  /** What was looked for already. */
  text?: string;
  /** A broker with a report is chosen for a page instead: the parameter it becomes, and what else the page shows. */
  choose?: {
    readonly path: string;
    readonly name: string;
    readonly keep: Readonly<Record<string, string>>;
  };
}) {
  const id = useId();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const asking = useRef<AbortController>(null);
  const [answer, setAnswer] = useState(NOTHING);
  const [text, setText] = useState(first);
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

  const wanted = text.trim();
  // While the answer to the newest letters is on its way, the list keeps showing the last one. An empty box shows none.
  const found = (wanted === "" ? NOTHING.found : answer.found)
    .filter(({ kind, stored }) => !choose || (kind === "broker" && stored))
    .slice(0, MOST_SHOWN);
  const shown = open && found.length > 0;

  function ask(typed: string) {
    setText(typed);
    setOpen(true);
    setActive(-1);
    asking.current?.abort();
    if (typed.trim() === "") return setAnswer(NOTHING);
    asking.current = new AbortController();
    // Without an answer the form still works: it asks the server.
    search(typed.trim(), asking.current.signal).then(
      (next) => {
        setAnswer(next);
        // The line chosen before may be another now.
        setActive(-1);
      },
      () => {},
    );
  }

  function go({ kind, slug }: Found) {
    asking.current?.abort();
    setOpen(false);
    setText("");
    setAnswer(NOTHING);
    setActive(-1);
    input.current?.blur();
    if (choose) {
      router.push(pagePath(choose.path, { ...choose.keep, [choose.name]: slug }), { scroll: false });
    } else {
      router.push(`${PATHS[kind]}/${slug}`);
    }
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
      const only = answer.text === wanted && found.length === 1 ? found[0] : undefined;
      const choice = found[active] ?? only;
      if (!choice) return;
      event.preventDefault();
      go(choice);
    }
  }

  return (
    <search className={css.search} aria-label={name}>
      <form action={choose?.path ?? "/search"}>
        {Object.entries(choose?.keep ?? {}).map(([key, value]) =>
          value ? <input key={key} type="hidden" name={key} value={value} /> : null,
        )}
        <label htmlFor={`${id}-input`} className="visually-hidden">
          {name}
        </label>
        <input
          ref={input}
          id={`${id}-input`}
          className="control"
          name={choose?.name ?? "q"}
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
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onChange={(event) => ask(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="visually-hidden" tabIndex={-1}>
          Search
        </button>
      </form>
      <p className="visually-hidden" role="status">
        {open && wanted !== "" && answer.text === wanted ? `${found.length} found` : ""}
      </p>
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
            key={`${choice.kind} ${choice.slug}`}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            className={i === active ? css.active : css.option}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => go(choice)}
          >
            {choice.name}{" "}
            <span className={css.kind}>
              {[
                choose ? "" : choice.kind,
                choice.by === null ? "" : `“${choice.by}”`,
                choice.stored ? "" : "no report here",
              ]
                .filter(Boolean)
                .join(", ")}
            </span>
          </div>
        ))}
      </div>
    </search>
  );
}
