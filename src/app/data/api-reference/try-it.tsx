"use client";

import { type FormEvent, type ReactNode, useRef, useState } from "react";
import css from "./api-reference.module.css";
import { type Answer, readAnswer } from "./read-answer";
import { tryAddress } from "./try-address";

type State =
  | { readonly is: "asking"; readonly address: string }
  | { readonly is: "failed"; readonly address: string }
  | { readonly is: "answered"; readonly address: string; readonly answer: Answer };

/** A form that asks the API. Without scripts the browser goes to the address; with them the answer is shown in place. The
 * fields of the path have no name, so that only scripts read them. */
export function TryIt({
  action,
  path,
  isFile,
  children,
}: {
  /** Where the form leads without scripts. */
  action: string;
  /** The same with names of fields in braces. */
  path: string;
  /** The answer is a file to be saved: it is asked about, not for. */
  isFile: boolean;
  children: ReactNode;
}) {
  const [state, setState] = useState<State | null>(null);
  const asked = useRef(0);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const address = tryAddress(path, fieldsOfPath(form), fieldsOfQuery(form));
    asked.current += 1;
    const mine = asked.current;
    const tell = (next: State) => {
      if (mine === asked.current) setState(next);
    };
    tell({ is: "asking", address });
    try {
      const answer = await readAnswer(await fetch(address, { method: isFile ? "HEAD" : "GET" }));
      tell({ is: "answered", address, answer });
    } catch {
      tell({ is: "failed", address });
    }
  }

  return (
    <form action={action} method="get" className={css.form} onSubmit={onSubmit}>
      {children}
      <button type="submit" className="control">
        Try it
      </button>
      <div aria-live="polite" className={css.answer}>
        {state ? (
          <>
            <p className={css.asked}>
              <span>GET</span> <a href={state.address}>{state.address}</a>
            </p>
            {state.is === "asking" ? <p>Asking …</p> : null}
            {state.is === "failed" ? <p>There was no answer: the server cannot be reached.</p> : null}
            {state.is === "answered" ? <AnswerShown address={state.address} answer={state.answer} /> : null}
          </>
        ) : null}
      </div>
    </form>
  );
}

function AnswerShown({ address, answer }: { address: string; answer: Answer }) {
  const { status, ok, headers, shown } = answer;
  return (
    <>
      <p>
        <strong className={ok ? css.good : css.bad}>{status}</strong>
      </p>
      <dl className={css.headers}>
        {headers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {shown.what === "rows" ? <Rows {...shown} /> : null}
      {shown.what === "text" ? (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
          <section className={css.text} tabIndex={0} aria-label="The answer (scrolls)">
            <pre>{shown.text}</pre>
          </section>
          {shown.isCut ? <p className={css.more}>And more: the address above has all of it.</p> : null}
        </>
      ) : null}
      {shown.what === "image" ? (
        <img className={css.image} src={address} alt="The chart as the API draws it" />
      ) : null}
      {shown.what === "file" ? (
        <p>
          A file: <a href={address}>save it</a>.
        </p>
      ) : null}
    </>
  );
}

function Rows({ columns, rows, of, goesOn }: Extract<Answer["shown"], { what: "rows" }>) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={css.rows} tabIndex={0} aria-label="First rows of the answer (scrolls)">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => (
                  <td key={columns[j]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={css.more}>
        {rows.length === of
          ? `${of} ${of === 1 ? "row" : "rows"}.`
          : `The first ${rows.length} of ${of} rows.`}
        {goesOn ? " There are more: send next back as cursor." : ""}
      </p>
    </>
  );
}

function fieldsOfPath(form: HTMLFormElement): Record<string, string> {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[data-path]");
  return Object.fromEntries([...fields].map((field) => [field.dataset.path ?? "", field.value]));
}

function fieldsOfQuery(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : ""]);
}
