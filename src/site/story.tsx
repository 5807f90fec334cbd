import { Children, type CSSProperties, type ReactNode } from "react";
import css from "./story.module.css";
import { Explained } from "./terms/term";

/**
 * One idea: its name, a sentence that states what the figures show, then the figures. The name is the same on
 * every page and in links (`id`); the sentence changes with the data.
 */
export function Story({
  id,
  name,
  says,
  children,
  wide = false,
}: {
  id: string;
  name: string;
  says?: string | null;
  children: ReactNode;
  wide?: boolean;
}) {
  return (
    <section className={css.story} aria-labelledby={`${id}-name`} id={id}>
      <div className={wide ? css.headWide : css.head}>
        <h2 id={`${id}-name`} className={css.name}>
          {name}
        </h2>
        {says ? (
          <p className={css.says}>
            <Explained>{says}</Explained>
          </p>
        ) : null}
      </div>
      {children}
    </section>
  );
}

/** The sentence under a page's headline. */
export function Standfirst({ children }: { children: ReactNode }) {
  return (
    <p className="standfirst">
      <Explained>{children}</Explained>
    </p>
  );
}

/** A picture with what its axis measures above it. */
export function Chart({ unit, legend, children }: { unit: string; legend?: ReactNode; children: ReactNode }) {
  return (
    <figure className={css.chart}>
      <figcaption className={css.unit}>
        <Explained>{unit}</Explained>
      </figcaption>
      {legend}
      {children}
    </figure>
  );
}

/** The same figures as a table, folded away where the chart already says most of it. */
export function AsTable({
  summary = "Show the figures as a table",
  open = false,
  children,
}: {
  summary?: string;
  /** Where the address chooses something of the table in it. */
  open?: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <details className={css.details} open={open || undefined}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

/** Small print under a chart or table. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <p className={css.note}>
      <Explained>{children}</Explained>
    </p>
  );
}

/** Charts that share a unit side by side where there is room. */
export function SideBySide({ children }: { children: ReactNode }) {
  const columns = { "--columns": Children.toArray(children).length } as CSSProperties;
  return (
    <div className={css.side} style={columns}>
      {children}
    </div>
  );
}

/** One of them: at most a head, a sentence, a chart and a line below it. */
export function Aligned({ children }: { children: ReactNode }) {
  return <div className={css.aligned}>{children}</div>;
}
