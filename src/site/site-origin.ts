/** The address this site was asked under, without a slash at the end: for links that must work outside of it. A proxy in
 * front says which name and protocol the client used. */
export function siteOrigin(headers: Pick<Headers, "get">): string {
  const first = (name: string) => headers.get(name)?.split(",", 1)[0]?.trim() || null;
  const host = first("x-forwarded-host") ?? first("host") ?? "localhost";
  const proto = first("x-forwarded-proto") === "https" ? "https" : "http";
  return `${proto}://${/^[\w.:[\]-]+$/.test(host) ? host : "localhost"}`;
}
