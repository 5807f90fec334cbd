import { siteOrigin } from "@/site/site-origin";

export const dynamic = "force-dynamic";

/**
 * What search engines need not read: the API, but for the charts that previews show; frames and pages of single charts, whose pages are read themselves;
 * traces and cells, of which every figure has one; orders of tables, which show the same rows; what is for people only.
 * Programs that show a preview of a link people share may read each page, and no file that holds everything.
 * By the app, because the address of the sitemap must be absolute.
 */
const RULES = [
  "User-agent: *",
  "Disallow: /api/",
  "Allow: /api/v1/charts/",
  "Disallow: /embed/",
  "Disallow: /charts/",
  "Disallow: /trace",
  "Disallow: /search",
  "Disallow: /upload",
  "Disallow: /sign-in",
  "Disallow: /*?*cell=",
  "Disallow: /*?*sort=",
  "Disallow: /*?*find=",
  "Disallow: /*?*rows=",
  "",
  "User-agent: facebookexternalhit",
  "User-agent: Twitterbot",
  "User-agent: LinkedInBot",
  "User-agent: Slackbot-LinkExpanding",
  "Disallow: /api/",
  "Allow: /api/v1/charts/",
];

export function GET(request: Request): Response {
  const text = [...RULES, "", `Sitemap: ${siteOrigin(request.headers)}/sitemap.xml`, ""].join("\n");
  return new Response(text, {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-cache" },
  });
}
