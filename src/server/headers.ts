/** What the security headers of an answer depend on. */
export interface Subject {
  readonly pathname: string;
  readonly contentType: string;
  /** CSP sources of the scripts inside the HTML; empty for everything else. */
  readonly scriptHashes: readonly string[];
}

/**
 * Headers that limit what a browser does with an answer. The policy of HTML allows scripts from this
 * server and those whose hash was computed when the page was made: it stops whatever is added to the
 * document later. React writes style attributes, so styles may be inline. Only `/embed/…` may be
 * framed by other sites. Anything that is not HTML may do nothing at all when opened by itself.
 */
export function securityHeaders({ pathname, contentType, scriptHashes }: Subject): [string, string][] {
  const embed = pathname.startsWith("/embed/");
  const headers: [string, string][] = [
    ["content-security-policy", contentPolicy(contentType, embed, scriptHashes)],
    ["x-content-type-options", "nosniff"],
    ["referrer-policy", "strict-origin-when-cross-origin"],
    ["cross-origin-opener-policy", "same-origin"],
    ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
  ];
  if (!embed) headers.push(["x-frame-options", "DENY"]);
  return headers;
}

function contentPolicy(contentType: string, embed: boolean, scriptHashes: readonly string[]): string {
  const ancestors = `frame-ancestors ${embed ? "*" : "'none'"}`;
  if (contentType.startsWith("text/html")) {
    return [
      "default-src 'self'",
      `script-src ${["'self'", ...scriptHashes].join(" ")}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      ancestors,
    ].join("; ");
  }
  // An SVG opened by itself is a document; ours carry their colours in style attributes.
  const styles = contentType.startsWith("image/svg+xml") ? "; style-src 'unsafe-inline'" : "";
  return `default-src 'none'${styles}; base-uri 'none'; form-action 'none'; ${ancestors}`;
}
