import { createHash } from "node:crypto";

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;

/** The framework's data: scripts that only append to one array, in which `<` is always escaped. */
const DATA_SCRIPTS =
  /<script>\(?self\.__next_f[^<]*<\/script>(?:<script>self\.__next_f\.push\([^<]*<\/script>)+/g;

/** Makes one script of data scripts in a row: one hash instead of many keeps the policy header below the few kilobytes
 * proxies allow. */
export function joinDataScripts(html: string): string {
  return html.replace(DATA_SCRIPTS, (scripts) => scripts.replaceAll("</script><script>", ";"));
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
