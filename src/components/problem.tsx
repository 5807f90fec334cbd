import type { ReactNode } from "react";

/** What went wrong and what to do next, in the place of a page. */
export function Problem({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h1>{title}</h1>
      {children}
    </>
  );
}
