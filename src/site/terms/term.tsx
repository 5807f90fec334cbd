import { cache, Fragment, isValidElement, type ReactNode } from "react";
import { Sent } from "../sent";
import { EXPLAINED, stretchesOf } from "./explained";
import css from "./term.module.css";

/** Ids of the terms that one request's page has explained. */
const explainedOnPage = cache((): Set<string> => new Set());

/**
 * Words of a term as a button that shows what it means. By the popover the browser has: it opens by keyboard, pointer and
 * touch, closes with Escape or a tap beside it, and needs no script. Screen readers read it as the button's description. No line
 * ends within a button, so only the last word is one, and the words before it are its label.
 */
export function Term({ id, children }: { id: string; children: string }) {
  const last = children.lastIndexOf(" ") + 1;
  return (
    <label className={css.term}>
      {children.slice(0, last)}
      <span className={css.last}>
        <button
          type="button"
          popoverTarget={`term-${id}`}
          aria-label={last === 0 ? undefined : children}
          aria-describedby={`term-${id}-is`}
          className={css.button}
        >
          {children.slice(last)}
        </button>
      </span>
    </label>
  );
}

/** Text whose terms are explained where they stand first on the page. What is inside other elements stays as it is: words
 * of a link lead somewhere already. */
export function Explained({ children }: { children: ReactNode }) {
  return explain(children, explainedOnPage());
}

function explain(node: ReactNode, known: Set<string>): ReactNode {
  if (Array.isArray(node)) return node.map((one, i) => <Fragment key={i}>{explain(one, known)}</Fragment>);
  if (isValidElement<{ children?: ReactNode }>(node) && node.type === Fragment) {
    return explain(node.props.children, known);
  }
  if (typeof node !== "string") return node;
  return stretchesOf(node, known).map(({ text, id }, i) =>
    id === null ? (
      text
    ) : (
      <Term key={i} id={id}>
        {text}
      </Term>
    ),
  );
}

/** What the terms' buttons show; once on a page, wherever they stand. */
export function TermDefinitions() {
  const definitions = EXPLAINED.map(({ id, term, is }) => (
    <div key={id} id={`term-${id}`} popover="auto" className={css.popover} role="note" aria-label={term}>
      <p className={css.name}>{term}</p>
      <p id={`term-${id}-is`}>{is}</p>
      <p>
        <a href={`/methods#${id}`}>In the methods</a>
      </p>
    </div>
  ));
  return <Sent as="div">{definitions}</Sent>;
}
