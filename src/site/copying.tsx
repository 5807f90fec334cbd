"use client";

import { useEffect } from "react";

/** What the copy buttons of a page do; one for all of them, as they may stand in what no script makes anew. */
export function Copying() {
  useEffect(() => {
    const listen = (event: MouseEvent) => {
      const button = (event.target as Element | null)?.closest?.<HTMLElement>("button[data-copy]");
      if (button) void copy(button);
    };
    document.addEventListener("click", listen);
    return () => document.removeEventListener("click", listen);
  }, []);
  return null;
}

const SAID_MS = 2_500;

async function copy(button: HTMLElement): Promise<void> {
  const said = button.firstElementChild ?? button;
  // What it says may be of a moment ago.
  button.dataset.says ??= said.textContent ?? "";
  try {
    await put(button);
    said.textContent = "Copied";
  } catch {
    said.textContent = "Could not copy";
  }
  setTimeout(() => {
    said.textContent = button.dataset.says ?? "";
  }, SAID_MS);
}

async function put(button: HTMLElement): Promise<void> {
  const { copy: what, path = "" } = button.dataset;
  if (what === "text") {
    const beside = button.parentElement?.querySelector("pre, [data-text]");
    return navigator.clipboard.writeText(beside?.textContent ?? "");
  }
  const url = new URL(path, location.href).href;
  if (what === "address") return navigator.clipboard.writeText(url);
  // The promise is handed over unresolved: Safari takes an image only while the click is being handled.
  const png = fetch(url).then((response) => {
    if (!response.ok) throw new Error(`The image was not drawn: ${response.status}`);
    return response.blob();
  });
  await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
}
