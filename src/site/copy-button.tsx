import css from "./take-away.module.css";

/** What a button copies: an address of this site, the image at one, or the text it stands beside (`pre`, or marked `data-text`). */
export type Copied =
  | { readonly what: "address"; readonly path: string }
  | { readonly what: "image"; readonly path: string }
  | { readonly what: "text" };

/** Puts something on the clipboard and says so, by `Copying`. Seen only where scripts run: what it copies is also there as a link
 * or text. */
export function CopyButton({ copied, children }: { copied: Copied; children: string }) {
  return (
    <button
      type="button"
      className={css.copy}
      data-copy={copied.what}
      data-path={copied.what === "text" ? undefined : copied.path}
    >
      <span aria-live="polite">{children}</span>
    </button>
  );
}
