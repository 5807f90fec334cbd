import type { Citation } from "@/report/citation";
import { CopyButton } from "./copy-button";
import { Sent } from "./sent";
import css from "./take-away.module.css";

export interface TakeAwayProps {
  /** What is taken, for those who only hear the links: `Payments by venue`. */
  readonly name: string;
  /** Addresses on this site of the figures. */
  readonly csv: string;
  readonly json: string;
  /** With metadata, README and citation; null where a table has none. */
  readonly zip: string | null;
  /** Addresses of the image and of the page for frames; null where there is only a table. */
  readonly image: { readonly png: string; readonly svg: string; readonly embed: string } | null;
  /** Permanent address of the view, a path. */
  readonly link: string;
  readonly citation: Citation;
  /** Address of the site, for the frame's code. */
  readonly origin: string;
}

/** What can be taken from a view: its figures, its image, its address, how to cite it, how to show it elsewhere. Works as
 * links; with scripts there are buttons that copy. */
export function TakeAway({ name, csv, json, zip, image, link, citation, origin }: TakeAwayProps) {
  return (
    <div className={css.take}>
      <p className={css.links}>
        <span className={css.lead}>This view as</span>
        <a href={csv} aria-label={`${name} as CSV`}>
          CSV
        </a>
        <a href={json} aria-label={`${name} as JSON`}>
          JSON
        </a>
        {zip === null ? null : (
          <a href={zip} aria-label={`${name} as ZIP with metadata and README`}>
            ZIP
          </a>
        )}
        {image ? (
          <>
            <a href={image.png} download aria-label={`${name} as PNG image`}>
              PNG
            </a>
            <a href={image.svg} download aria-label={`${name} as SVG image`}>
              SVG
            </a>
            <CopyButton copied={{ what: "image", path: image.png }}>Copy image</CopyButton>
          </>
        ) : null}
        <a href={link} aria-label={`Permanent link to ${name}`}>
          Permanent link
        </a>
        <CopyButton copied={{ what: "address", path: link }}>Copy link</CopyButton>
      </p>
      <details className={css.more}>
        <summary>{image ? "Cite or embed" : "Cite"}</summary>
        <CopyText name="Plain" text={citation.plain} />
        <CopyText name="APA" text={citation.apa} />
        <CopyText name="BibTeX" text={citation.bibtex} />
        {image ? (
          <CopyText name="Frame for another site" text={frame(name, image.embed, link, origin)} />
        ) : null}
      </details>
    </div>
  );
}

function CopyText({ name, text }: { name: string; text: string }) {
  return (
    <div className={css.text}>
      <span className={css.label}>{name}</span> <CopyButton copied={{ what: "text" }}>Copy</CopyButton>
      <Sent as="pre">{text}</Sent>
    </div>
  );
}

/** The code for another site's page: where frames are not shown, the link in it is. */
function frame(name: string, embed: string, link: string, origin: string): string {
  const inAttribute = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return [
    `<iframe src="${inAttribute(origin + embed)}" title="${inAttribute(name)}" width="100%" height="560" style="border:0" loading="lazy">`,
    `  <a href="${inAttribute(origin + link)}">${inAttribute(name).replaceAll("<", "&lt;")}: PFOF Explorer</a>`,
    "</iframe>",
  ].join("\n");
}
