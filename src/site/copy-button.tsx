"use client";

import { type MouseEvent, useEffect, useState } from "react";
import css from "./take-away.module.css";

/** What a button copies: an address of this site, the image at one, or the text of the `pre` it stands beside. */
export type Copied =
  | { readonly what: "address"; readonly path: string }
  | { readonly what: "image"; readonly path: string }
  | { readonly what: "text" };

/** Puts something on the clipboard and says so. There only with scripts: what it copies is also there as a link or text. */
export function CopyButton({ copied, children }: { copied: Copied; children: string }) {
  const [can, setCan] = useState(false);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const clipboard = typeof navigator !== "undefined" && navigator.clipboard;
    setCan(Boolean(clipboard) && (copied.what !== "image" || typeof ClipboardItem === "function"));
  }, [copied.what]);
  if (!can) return null;

  async function copy(event: MouseEvent<HTMLButtonElement>) {
    const beside = event.currentTarget.parentElement?.querySelector("pre")?.textContent ?? "";
    try {
      await put(copied, beside);
      setSaid("Copied");
    } catch {
      setSaid("Could not copy");
    }
    setTimeout(() => setSaid(""), 2_500);
  }

  return (
    <button type="button" className={css.copy} onClick={copy}>
      <span aria-live="polite">{said || children}</span>
    </button>
  );
}

async function put(copied: Copied, beside: string): Promise<void> {
  if (copied.what === "text") return navigator.clipboard.writeText(beside);
  const url = new URL(copied.path, location.href).href;
  if (copied.what === "address") return navigator.clipboard.writeText(url);
  // The promise is handed over unresolved: Safari takes an image only while the click is being handled.
  const png = fetch(url).then((response) => {
    if (!response.ok) throw new Error(`The image was not drawn: ${response.status}`);
    return response.blob();
  });
  await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
}
