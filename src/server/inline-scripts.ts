import { createHash, randomBytes } from "node:crypto";
import { sentOnce } from "./sent-once";

/**
 * By this mark the framework's own scripts are told from any that came into a page in another way: it is asked to write it on every
 * script (`Content-Security-Policy` of the request), and it is taken out before anyone sees the page.
 */
export const SCRIPT_MARK = randomBytes(18).toString("base64url");
const MARK = ` nonce="${SCRIPT_MARK}"`;

/** The request header that has the framework mark its scripts. */
export const MARK_POLICY = `script-src 'nonce-${SCRIPT_MARK}'`;

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;

/** The framework's data: scripts that only append to one array, in which `<` is always escaped. */
const DATA_SCRIPTS = new RegExp(
  String.raw`<script${MARK}>\(?self\.__next_f[^<]*<\/script>(?:<script${MARK}>self\.__next_f\.push\([^<]*<\/script>)+`,
  "g",
);

/** One push of text, and what stands between two. */
const TEXT_PUSH = /;?self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)/g;

/**
 * Makes one script of data scripts in a row: one hash instead of many keeps the policy header below the few kilobytes
 * proxies allow. Its text is without what the HTML has already, and in single quotes: it is JSON, and every `"` of it would
 * be two characters.
 */
export function joinDataScripts(html: string): string {
  return html.replace(DATA_SCRIPTS, (scripts) => {
    const script = scripts.replaceAll(`</script><script${MARK}>`, ";");
    const data: string[] = [];
    const others = script.replace(TEXT_PUSH, (_, text: string) => {
      data.push(JSON.parse(text) as string);
      return "";
    });
    if (data.length === 0) return script;
    return others.replace(
      "</script>",
      () =>
        `;self.__next_f.push([1,${inQuotes(sentOnce(data.join("").replaceAll(SCRIPT_MARK, "")))}])</script>`,
    );
  });
}

/** A text as a script's, none of it an end of the script. */
function inQuotes(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return `'${escaped}'`;
}

/** The page without the marks, and CSP sources (`'sha256-…'`) of the marked scripts written into it, each once. Any other script has none, so no
 * browser runs it. */
export function takeMarks(html: string): { readonly html: string; readonly hashes: readonly string[] } {
  const hashes = new Set<string>();
  for (const [, attributes = "", text = ""] of html.matchAll(SCRIPT)) {
    if (!attributes.includes(MARK) || /\bsrc\s*=/i.test(attributes) || text === "") continue;
    hashes.add(`'sha256-${createHash("sha256").update(withoutMarks(text)).digest("base64")}'`);
  }
  return { html: withoutMarks(html), hashes: [...hashes] };
}

function withoutMarks(text: string): string {
  return text.replaceAll(MARK, "").replaceAll(SCRIPT_MARK, "");
}

/** Classes the chart library gives the parts of a drawing; the style sheets ask for none of these. */
const PART_NAMES = / class="recharts-(?!wrapper|responsive-container|surface|tooltip-wrapper)[^"<]*"/g;

/** The charts of a page without the names of their parts, a sixth of a drawing. The browser draws them anew when it has the library. */
export function withoutPartNames(html: string): string {
  return html.replace(PART_NAMES, "");
}
