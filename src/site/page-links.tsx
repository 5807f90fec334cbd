import Link from "next/link";
import css from "./page-links.module.css";

/** The pages on either side of one of several. */
export function PageLinks({
  page,
  pages,
  href,
}: {
  /** From 1. */
  page: number;
  pages: number;
  href: (page: number) => string;
}) {
  if (pages <= 1 && page === 1) return null;
  return (
    <nav aria-label="Pages" className={css.pages}>
      {page > 1 ? (
        <Link href={href(Math.min(page - 1, pages))} rel="prev">
          ← previous
        </Link>
      ) : null}
      <span>
        Page {page} of {Math.max(pages, 1)}
      </span>
      {page < pages ? (
        <Link href={href(page + 1)} rel="next">
          next →
        </Link>
      ) : null}
    </nav>
  );
}
