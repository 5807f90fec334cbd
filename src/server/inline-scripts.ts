import { createHash } from "node:crypto";
import { sentOnce } from "./sent-once";

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;

/** The framework's data: scripts that only append to one array, in which `<` is always escaped. */
const DATA_SCRIPTS =
  /<script>\(?self\.__next_f[^<]*<\/script>(?:<script>self\.__next_f\.push\([^<]*<\/script>)+/g;

/** One push of text, and what stands between two. */
const TEXT_PUSH = /;?self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)/g;

/**
 * Makes one script of data scripts in a row: one hash instead of many keeps the policy header below the few kilobytes
 * proxies allow. Its text is without what the HTML has already, and in single quotes: it is JSON, and every `"` of it would
 * be two characters.
 */
export function joinDataScripts(html: string): string {
  return html.replace(DATA_SCRIPTS, (scripts) => {
    const script = scripts.replaceAll("</script><script>", ";");
    const data: string[] = [];
    const others = script.replace(TEXT_PUSH, (_, text: string) => {
      data.push(JSON.parse(text) as string);
      return "";
    });
    if (data.length === 0) return script;
    return others.replace(
      "</script>",
      () => `;self.__next_f.push([1,${inQuotes(sentOnce(data.join("")))}])</script>`,
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

/** CSP sources (`'sha256-…'`) of the scripts written into the page, each once. Data blocks
 * (`type="application/ld+json"`) do not run and need none. */
export function inlineScriptHashes(html: string): string[] {
  const hashes = new Set<string>();
  for (const [, attributes = "", text = ""] of html.matchAll(SCRIPT)) {
    if (/\bsrc\s*=/i.test(attributes) || text === "") continue;
    const type = /\btype\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1]?.toLowerCase();
    if (type !== undefined && type !== "module" && !type.endsWith("javascript")) continue;
    hashes.add(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  }
  return [...hashes];
}

/** Classes the chart library gives the parts of a drawing; the style sheets ask for none of these. */
const PART_NAMES = / class="recharts-(?!wrapper|responsive-container|surface|tooltip-wrapper)[^"<]*"/g;

/** The charts of a page without the names of their parts, a sixth of a drawing. The browser draws them anew when it has the library. */
export function withoutPartNames(html: string): string {
  return html.replace(PART_NAMES, "");
}
