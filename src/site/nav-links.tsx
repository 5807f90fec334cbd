"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import css from "./site-header.module.css";

/** Fetches nothing on its own: what a person opened there is nobody's business. */
const SILENT = "/my-orders";

/** The sections of the site; the one the reader is in is marked. */
export function NavLinks({ links }: { links: readonly { href: string; label: string }[] }) {
  const path = usePathname();
  return (
    <ul className={css.links}>
      {links.map(({ href, label }) => {
        const here = path === href ? "page" : path.startsWith(`${href}/`) ? "true" : undefined;
        return (
          <li key={href}>
            <Link href={href} aria-current={here} prefetch={path === SILENT ? false : null}>
              {label}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
