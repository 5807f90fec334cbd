"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { MyBrokerLink } from "./my-broker";
import css from "./site-header.module.css";

export interface NavLink {
  readonly href: string;
  readonly label: string;
  /** Paths that belong to it beside its own. */
  readonly also?: readonly string[];
}

/** Fetches nothing on its own: what a person opened there is nobody's business. */
const SILENT = "/my-orders";

/** The sections of the site, the one the reader is in marked; those few readers need in a menu, which is there without scripts. */
export function NavLinks({
  links,
  menu,
}: {
  links: readonly NavLink[];
  menu: { readonly label: string; readonly links: readonly NavLink[] };
}) {
  const path = usePathname();
  const opened = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (opened.current) opened.current.open = false;
  };

  // It has done its work once another page is here, and is in the way of whatever is pointed at next.
  useEffect(close, [path]);
  useEffect(() => {
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !opened.current?.contains(target)) close();
    };
    document.addEventListener("pointerdown", onPointerDown);
    return () => document.removeEventListener("pointerdown", onPointerDown);
  });

  function onKeyDown(event: KeyboardEvent<HTMLDetailsElement>) {
    if (event.key !== "Escape" || !opened.current?.open) return;
    close();
    opened.current.querySelector("summary")?.focus();
  }

  const isHere = menu.links.some((link) => placeOf(link, path) !== undefined);
  return (
    <ul className={css.links}>
      {links.map((link) => (
        <li key={link.href}>
          <NavAnchor link={link} path={path} />
        </li>
      ))}
      <li>
        <details
          ref={opened}
          className={css.menu}
          onKeyDown={onKeyDown}
          onBlur={({ currentTarget, relatedTarget }) => {
            if (relatedTarget && !currentTarget.contains(relatedTarget)) close();
          }}
        >
          <summary className={isHere ? css.here : undefined}>{menu.label}</summary>
          <ul>
            {menu.links.map((link) => (
              <li key={link.href}>
                <NavAnchor link={link} path={path} />
              </li>
            ))}
          </ul>
        </details>
      </li>
      <MyBrokerLink />
    </ul>
  );
}

function NavAnchor({ link, path }: { link: NavLink; path: string }) {
  return (
    <Link href={link.href} aria-current={placeOf(link, path)} prefetch={path === SILENT ? false : null}>
      {link.label}
    </Link>
  );
}

/** `page`: the reader is on it. `true`: on one that belongs to it. */
function placeOf({ href, also = [] }: NavLink, path: string): "page" | "true" | undefined {
  if (path === href) return "page";
  return [href, ...also].some((one) => path === one || path.startsWith(`${one}/`)) ? "true" : undefined;
}
