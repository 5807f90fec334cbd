/** One thing that re-applying the names changes in the store, in words for the person who asked. */
export interface NameChange {
  readonly what:
    | "venue"
    | "filed venue"
    | "broker"
    | "filed broker"
    | "report"
    | "findings"
    | "re-reported"
    | "reporter";
  /** Slug, filed name or report id. */
  readonly name: string;
  /** null: not there before. */
  readonly before: string | null;
  /** null: no longer there. */
  readonly after: string | null;
  /** How many filed rows or reports it concerns. */
  readonly rows?: number;
}
