"use client";

import type { CSSProperties, KeyboardEvent, ReactNode } from "react";

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** Around a strip of dots, links in the order of their values: from any link in it the arrow keys lead from dot to dot. */
export function StripWalk({
  label,
  className,
  style,
  children,
}: {
  label: string;
  className: string | undefined;
  style: CSSProperties;
  children: ReactNode;
}) {
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const dots = [...event.currentTarget.querySelectorAll<HTMLElement>("a[aria-label]")];
    if (dots.length === 0) return;
    event.preventDefault();
    const from = dots.indexOf(event.target as HTMLElement);
    // From a label to the first dot, or the last.
    const to = from === -1 ? (step > 0 ? 0 : dots.length - 1) : from + step;
    dots[Math.min(Math.max(to, 0), dots.length - 1)]?.focus();
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a group of form fields
    <div role="group" aria-label={label} className={className} style={style} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}
