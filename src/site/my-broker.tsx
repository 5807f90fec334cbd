"use client";

import Link from "next/link";
import { useSyncExternalStore } from "react";
import css from "./my-broker.module.css";

/** The reader's own broker, kept in this browser alone. */
export interface MyBroker {
  readonly slug: string;
  readonly name: string;
}

const KEY = "my-broker";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab.
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** As it is kept; null where nothing is, or where the browser keeps nothing for sites. */
function kept(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(broker: MyBroker | null): void {
  try {
    if (broker) window.localStorage.setItem(KEY, JSON.stringify(broker));
    else window.localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing goes without: the page works as before.
  }
  for (const listener of listeners) listener();
}

/** What was kept by another version, or by hand, may be anything. */
export function readMyBroker(text: string | null): MyBroker | null {
  try {
    const found: unknown = JSON.parse(text ?? "null");
    if (typeof found !== "object" || found === null || !("slug" in found) || !("name" in found)) return null;
    const { slug, name } = found;
    return typeof slug === "string" && typeof name === "string" && /^[\w.-]+$/.test(slug)
      ? { slug, name }
      : null;
  } catch {
    return null;
  }
}

function useMyBroker(): MyBroker | null {
  return readMyBroker(useSyncExternalStore(subscribe, kept, () => null));
}

/** A line of the site's navigation; none until a broker is remembered. */
export function MyBrokerLink() {
  const broker = useMyBroker();
  if (!broker) return null;
  return (
    <li>
      <Link href={`/brokers/${broker.slug}`} prefetch={false}>
        <span className="visually-hidden">My broker: </span>★ {broker.name}
      </Link>
    </li>
  );
}

/** Remembers the broker of a page, or forgets it. It needs a script, and is not there without one. */
export function RememberBroker({ broker }: { broker: MyBroker }) {
  const own = useMyBroker();
  const isOwn = own?.slug === broker.slug;
  return (
    <button
      type="button"
      className={css.remember}
      aria-pressed={isOwn}
      onClick={() => keep(isOwn ? null : broker)}
    >
      {isOwn ? "★ My broker" : "☆ Remember as my broker"}
    </button>
  );
}
