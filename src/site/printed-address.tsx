"use client";

import { usePathname, useSearchParams } from "next/navigation";
import css from "./site-footer.module.css";

/** On paper only: the address the page was printed from, without which a figure on paper leads nowhere. */
export function PrintedAddress({ origin }: { origin: string }) {
  const path = usePathname();
  const query = useSearchParams()
    .toString()
    .replaceAll("%2C", ",")
    .replace(/=(?=&|$)/g, "");
  return <p className={css.printed}>{`${origin}${path}${query === "" ? "" : `?${query}`}`}</p>;
}
