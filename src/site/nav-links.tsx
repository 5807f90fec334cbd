"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import css from "./site-header.module.css";

/** The sections of the site; the one the reader is in is marked. */
export function NavLinks({ links }: { links: readonly { href: string; label: string }[] }) {
  const path = usePathname();
  return (
    <ul className={css.links}>
      {links.map(({ href, label }) => {
        const here = path === href ? "page" : path.startsWith(`${href}/`) ? "true" : undefined;
        return (
          <li key={href}>
            <Link href={href} aria-current={here}>
              {label}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
