"use client";

import { useRouter } from "next/navigation";
import type { FormEvent, ReactNode } from "react";
import { tidyAddress } from "./tidy-address";

/** A form of choices. With scripts it leads straight to the address worth copying, without loading the page anew; without,
 * the browser sends it and the server tidies the address. */
export function TidyForm({
  action,
  into,
  className,
  children,
}: {
  action: string;
  /** Name of the choice that is the last part of the path. */
  into?: string;
  className?: string;
  children: ReactNode;
}) {
  const router = useRouter();
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entries = [...new FormData(event.currentTarget)].map(
      ([name, value]) => [name, typeof value === "string" ? value : ""] as const,
    );
    router.push(tidyAddress(action, entries, into), { scroll: false });
  }
  return (
    <form action={action} className={className} onSubmit={onSubmit}>
      {children}
    </form>
  );
}
