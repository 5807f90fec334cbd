/** What kind of thing an address is: few, so that each can be counted by itself. `change`: what may change the store;
 * `service`: how the server is; `unreadable`: no HTTP request, or its head is too long or too slow. */
const ROUTE_CLASSES = ["page", "embed", "static", "api", "chart", "change", "service", "unreadable"] as const;
export type RouteClass = (typeof ROUTE_CLASSES)[number];

export function routeClass(method: string, pathname: string): RouteClass {
  if (/^\/api\/(health|metrics)(\/|$)/.test(pathname)) return "service";
  if (/^\/api(\/|$)/.test(pathname)) {
    if (method !== "GET" && method !== "HEAD" && method !== "OPTIONS") return "change";
    return pathname.startsWith("/api/v1/charts/") ? "chart" : "api";
  }
  if (pathname === "/mcp") return "api";
  if (pathname.startsWith("/embed/")) return "embed";
  return /^\/(_next\/|(icon|favicon|apple-touch-icon|social-card|manifest)[\w-]*\.\w+$)/.test(pathname)
    ? "static"
    : "page";
}
