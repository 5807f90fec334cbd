import { CopyButton } from "./copy-button";
import { Sent } from "./sent";
import css from "./take-away.module.css";

export interface TakeAwayProps {
  /** Of its own on the page. */
  readonly id: string;
  /** What is taken, for those who only hear the menu: `Payments by venue`. */
  readonly name: string;
  /** Addresses on this site of the figures. */
  readonly csv: string;
  readonly json: string;
  /** With metadata, README and citation; null where a table has none. */
  readonly zip: string | null;
  /** Addresses of the image, ready for print; null where there is only a table. */
  readonly image: { readonly png: string; readonly svg: string } | null;
  /** Permanent address of a page that has it, a path. */
  readonly link: string;
  /** Where the other shapes and colors of the image, its embed code and full citations are; null where a table has none. */
  readonly more: string | null;
  /** In one line. */
  readonly citation: string;
}

/**
 * What can be taken from a view: its image, its figures, its address, how to cite it. One quiet control that opens a menu by the
 * popover the browser has: by keyboard, pointer and touch, without a script; where scripts run there are buttons that copy.
 */
export function TakeAway({ id, name, csv, json, zip, image, link, more, citation }: TakeAwayProps) {
  const menu = `take-${id}`;
  return (
    <Sent as="div" className={css.take}>
      <button
        type="button"
        popoverTarget={menu}
        className={css.open}
        aria-label={`Download · Share · Cite: ${name}`}
      >
        Download · Share · Cite
      </button>
      <section id={menu} popover="auto" className={css.menu} aria-label={name}>
        <p className={css.links}>
          <strong>Download</strong>
          <span>
            {image ? (
              <>
                <a href={image.png} download aria-label="PNG image">
                  PNG
                </a>
                <a href={image.svg} download aria-label="SVG image">
                  SVG
                </a>
              </>
            ) : null}
            <a href={csv}>CSV</a>
            <a href={json}>JSON</a>
            {zip === null ? null : (
              <a href={zip} aria-label="ZIP with metadata and README">
                ZIP
              </a>
            )}
          </span>
        </p>
        <p className={css.links}>
          <strong>Share</strong>
          <span>
            <a href={link}>Permanent link</a>
            <CopyButton copied={{ what: "address", path: link }}>Copy link</CopyButton>
            {image ? <CopyButton copied={{ what: "image", path: image.png }}>Copy image</CopyButton> : null}
          </span>
        </p>
        <p className={css.links}>
          <strong>Cite</strong>
          <span>
            <span data-text="">{citation}</span>
            <CopyButton copied={{ what: "text" }}>Copy citation</CopyButton>
          </span>
        </p>
        {more === null ? null : (
          <p>
            <a href={more}>Other shapes and colors, embed, full citations</a>
          </p>
        )}
      </section>
    </Sent>
  );
}
