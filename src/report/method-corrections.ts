/** A mistake of this site's own, in how it read or computed, that was put right. */
export interface MethodCorrection {
  /** ISO date of the day it was put right. */
  readonly date: string;
  readonly title: string;
  /** What was wrong, from when to when, what it changed, and what it is now. */
  readonly says: string;
}

/** The newest first. A release that changes figures already shown adds a line here. */
export const METHOD_CORRECTIONS: readonly MethodCorrection[] = [];
