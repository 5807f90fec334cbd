/** Where to be told of what is new of a broker or venue. A feed is no page, so this is no link within the app. */
export function FeedLink({ kind, slug, name }: { kind: "broker" | "venue"; slug: string; name: string }) {
  return (
    <p>
      <a href={`/feed.xml?${kind}=${slug}`} type="application/atom+xml">
        Be told of new and amended reports {kind === "broker" ? "of" : "that list"} {name}
      </a>{" "}
      (Atom feed)
    </p>
  );
}
