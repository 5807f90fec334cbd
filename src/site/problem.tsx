import type { ReactNode } from "react";
import { PAGE_STATUS, PAGE_UNFINISHED, type PageStatus } from "@/host/page-status";

/** What went wrong and what to do next, in the place of a page. */
export function Problem({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h1>{title}</h1>
      {children}
    </>
  );
}

/** In the place of a page whose address cannot be answered: what is wrong with it and what is allowed. `children`: the
 * way on, a link to the page without it. */
export function Refusal({
  title,
  why,
  status = 400,
  children,
}: {
  title: string;
  why: string;
  status?: PageStatus;
  children: ReactNode;
}) {
  return (
    <Problem title={title}>
      <AnsweredWith status={status} />
      <p>{why}</p>
      <p>{children}</p>
    </Problem>
  );
}

/** Has the page answered with this status instead of 200. */
export function AnsweredWith({ status }: { status: PageStatus }) {
  return <meta name={PAGE_STATUS} content={String(status)} />;
}

/** Has the page kept by nobody: asked for again, it is made again. */
export function Unfinished() {
  return <meta name={PAGE_UNFINISHED} content="yes" />;
}
