import { escapeMarkup } from "./escape-markup";

export interface EmbedTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface EmbedPage {
  readonly title: string;
  /** What the picture shows, for those who cannot see it. */
  readonly says: string;
  /** Address of the image without `width`, `theme`, `shape` and `background`. */
  readonly image: string;
  /** The page the chart is from. */
  readonly page: string;
  /** Address of the figures as CSV. */
  readonly data: string;
  readonly theme: "auto" | "light" | "dark";
  /** `page`: the image is drawn for the frame's width; of any other shape it is all that is seen, and links to the page. */
  readonly shape: string;
  readonly background: "paper" | "transparent";
  readonly tables: readonly EmbedTable[];
}

/** Images are drawn for frames about as wide: one that is scaled down much could not be read. */
const WIDE = 720;
const NARROWER = [
  { width: 360, below: 460 },
  { width: 560, below: 720 },
] as const;

/**
 * A chart as a page for frames of other sites: the image at a fitting width, the same figures as a table, a link to where it
 * is from. No script; the theme is the reader's unless the address says otherwise.
 */
export function embedPage(embedded: EmbedPage): string {
  const { title, says, page, data, theme, tables, shape, background } = embedded;
  const usual = `<img src="${address(embedded, WIDE, theme === "dark" ? "dark" : "light")}" alt="${escapeMarkup(`${title}. ${says}`.trim())}">`;
  const picture = `<picture>
${sources(embedded)}
${usual}
</picture>`;
  const isShaped = shape !== "page";
  const link = `href="${escapeMarkup(page)}" target="_blank" rel="noopener"`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeMarkup(title)} · PFOF Explorer</title>
<style>${STYLE[theme]}${isShaped ? SHAPED : ""}${background === "transparent" ? BARE : ""}</style>
</head>
<body>
<figure>
${
  isShaped
    ? `<a ${link}>${picture}</a>`
    : `${picture}
<figcaption><a ${link}>PFOF Explorer</a> · <a href="${escapeMarkup(data)}">CSV</a></figcaption>`
}
</figure>
${tables.length === 0 ? "" : isShaped ? `<div class="heard">${tables.map(tableOf).join("\n")}</div>` : `<details><summary>The figures as a table</summary><div tabindex="0" role="region" aria-label="Figures (scrolls)">${tables.map(tableOf).join("\n")}</div></details>`}
</body>
</html>
`;
}

/** The page that is shown in a frame when its address is wrong. */
export function embedProblem(message: string, home: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>No such chart · PFOF Explorer</title><style>${STYLE.auto}</style></head>
<body><p>${escapeMarkup(message)}</p><p><a href="${escapeMarkup(home)}" target="_blank" rel="noopener">PFOF Explorer</a></p></body></html>
`;
}

function sources(embedded: EmbedPage): string {
  const { theme, shape } = embedded;
  const dark = "(prefers-color-scheme: dark)";
  const source = (media: string, width: number, drawn: "light" | "dark") =>
    `<source media="${media}" srcset="${address(embedded, width, drawn)}">`;
  const narrower = (shape === "page" ? NARROWER : []).flatMap(({ width, below }) => {
    const narrow = `(max-width: ${below}px)`;
    if (theme !== "auto") return [source(narrow, width, theme)];
    return [source(`${narrow} and ${dark}`, width, "dark"), source(narrow, width, "light")];
  });
  return [...narrower, ...(theme === "auto" ? [source(dark, WIDE, "dark")] : [])].join("\n");
}

function address({ image, shape, background }: EmbedPage, width: number, theme: "light" | "dark"): string {
  const look = [
    shape === "page" ? `width=${width}` : `shape=${shape}`,
    ...(theme === "dark" ? ["theme=dark"] : []),
    ...(background === "transparent" ? ["background=transparent"] : []),
  ].join("&");
  return escapeMarkup(`${image}${image.includes("?") ? "&" : "?"}${look}`);
}

function tableOf({ caption, head, rows }: EmbedTable): string {
  const cells = (row: readonly string[]) =>
    row.map((cell, i) =>
      i === 0 ? `<th scope="row">${escapeMarkup(cell)}</th>` : `<td>${escapeMarkup(cell)}</td>`,
    );
  return `<table><caption>${escapeMarkup(caption)}</caption>
<thead><tr>${head.map((cell) => `<th scope="col">${escapeMarkup(cell)}</th>`).join("")}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row).join("")}</tr>`).join("\n")}</tbody></table>`;
}

// The same paper, ink and links as the site's two themes.
const LIGHT = "--paper:#fdfcf8;--ink:#1c1b19;--muted:#5c5953;--rule:#d9d5ca;--link:#0b4a8f";
const DARK = "--paper:#15171c;--ink:#ebe8e0;--muted:#aaa69c;--rule:#3a3d45;--link:#9cc4ff";
const BASE =
  "body{margin:0 auto;max-width:920px;background:var(--paper);color:var(--ink);font:14px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif}" +
  "figure{margin:0}img{display:block;width:100%;height:auto}" +
  // Below the image's own text, which stands in by as much of it.
  "figcaption,details,p{padding:0 3.3% 10px;color:var(--muted);font-size:13px}@media(max-width:720px){figcaption,details,p{padding:0 4.3% 10px}}@media(max-width:460px){figcaption,details,p{padding:0 6.7% 10px}}" +
  "details>div{overflow-x:auto}a{color:var(--link)}summary{cursor:pointer}" +
  "table{border-collapse:collapse;margin:.5rem 0 1rem;color:var(--ink);font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600}" +
  "th,td{padding:3px 14px 3px 0;border-bottom:1px solid var(--rule);text-align:left;font-weight:400}td{text-align:right}";
/** The image alone; its table is for those who cannot see it. */
const SHAPED =
  "body{max-width:none}.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}";
const BARE = "body{background:none}";
const STYLE: Record<EmbedPage["theme"], string> = {
  auto: `:root{color-scheme:light dark;${LIGHT}}@media(prefers-color-scheme:dark){:root{${DARK}}}${BASE}`,
  light: `:root{color-scheme:light;${LIGHT}}${BASE}`,
  dark: `:root{color-scheme:dark;${DARK}}${BASE}`,
};
