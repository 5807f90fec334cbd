"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useEffect, useRef, useTransition } from "react";
import { tidyAddress } from "@/site/tidy-address";

/** How long after the last key the page follows, milliseconds: arrow keys run through choices, digits through sizes. */
const PAUSE_MS = 400;

/** The field that led to the page now shown: where another page came in its place, the reader goes on from there. */
let left: { readonly action: string; readonly name: string } | null = null;

/** A form of choices. With scripts a choice leads straight to the address worth copying, without loading the page anew or
 * moving it; without, the browser sends the form and the server tidies the address. */
export function TidyForm({
  action,
  into,
  home,
  usual = {},
  className,
  children,
}: {
  action: string;
  /** Name of the choice that is the last part of the path. */
  into?: string;
  /** Where the form leads while nothing is chosen for the last part of the path. */
  home?: string;
  /** Values the page takes anyway: they are left out of the address. */
  usual?: Readonly<Record<string, string>>;
  className?: string;
  children: ReactNode;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const byKey = useRef(false);
  const [pending, start] = useTransition();

  useEffect(() => {
    if (left?.action === action) {
      const field = form.current?.elements.namedItem(left.name);
      if (document.activeElement === document.body && field instanceof HTMLElement) {
        field.focus({ preventScroll: true });
      }
      left = null;
    }
    return () => clearTimeout(pause.current);
  }, [action]);

  function follow(): void {
    clearTimeout(pause.current);
    if (!form.current?.checkValidity()) return;
    const entries = [...new FormData(form.current)].map(
      ([name, value]) => [name, value === usual[name] || typeof value !== "string" ? "" : value] as const,
    );
    const leads = entries.some(([name, value]) => name === into && value !== "");
    const address = tidyAddress(leads || home === undefined ? action : home, entries, into);
    start(() => router.push(address, { scroll: false }));
  }

  function onChange(event: FormEvent<HTMLFormElement>): void {
    const field = event.target;
    if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) return;
    clearTimeout(pause.current);
    left = { action, name: field.name };
    if (byKey.current) pause.current = setTimeout(follow, PAUSE_MS);
    else follow();
  }

  function onSubmit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    follow();
  }

  return (
    <form
      ref={form}
      action={action}
      className={className}
      autoComplete="off"
      aria-busy={pending}
      onSubmit={onSubmit}
      onChange={onChange}
      onKeyDown={() => {
        byKey.current = true;
      }}
      onPointerDown={() => {
        byKey.current = false;
      }}
    >
      {children}
    </form>
  );
}
