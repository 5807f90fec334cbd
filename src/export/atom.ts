import { escapeMarkup } from "./escape-markup";

export interface AtomFeed {
  /** Permanent, whatever the feed's address. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  /** Absolute addresses: of this feed, and of the page it is about. */
  readonly self: string;
  readonly page: string;
  readonly author: string;
  /** ISO 8601 UTC. */
  readonly updated: string;
  readonly entries: readonly AtomEntry[];
}

export interface AtomEntry {
  /** Permanent: what readers have seen is known by it. */
  readonly id: string;
  /** Plain text. */
  readonly title: string;
  /** Absolute address of what it is about. */
  readonly link: string;
  readonly published: string;
  readonly updated: string;
  /** A word programs can sort by. */
  readonly category: string;
  /** HTML with absolute addresses, its texts escaped. */
  readonly html: string;
}

/** A feed as RFC 4287 wants it. */
export function atomXml({ id, title, subtitle, self, page, author, updated, entries }: AtomFeed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>${escapeMarkup(id)}</id>
  <title>${escapeMarkup(title)}</title>
  <subtitle>${escapeMarkup(subtitle)}</subtitle>
  <link rel="self" type="application/atom+xml" href="${escapeMarkup(self)}"/>
  <link rel="alternate" type="text/html" href="${escapeMarkup(page)}"/>
  <author><name>${escapeMarkup(author)}</name></author>
  <updated>${updated}</updated>
${entries.map(entryXml).join("")}</feed>
`;
}

function entryXml({ id, title, link, published, updated, category, html }: AtomEntry): string {
  return `  <entry>
    <id>${escapeMarkup(id)}</id>
    <title>${escapeMarkup(title)}</title>
    <link rel="alternate" type="text/html" href="${escapeMarkup(link)}"/>
    <published>${published}</published>
    <updated>${updated}</updated>
    <category term="${escapeMarkup(category)}"/>
    <content type="html">${escapeMarkup(html)}</content>
  </entry>
`;
}
