/** What a table is sorted by, as `sort=` says it: `payment`, or `-payment` for the highest first. */
export interface Sort {
  readonly by: string;
  readonly descending: boolean;
}

/** What a reader has chosen of one table of a page. All of it is in the address, so that a copy of it is the same view. */
export interface TableView {
  /** Names the table on its page: its anchor. */
  readonly id: string;
  /** Null: the order given. */
  readonly sort: Sort | null;
  /** Words to find; empty: every row. */
  readonly find: string;
  /** Whether all rows are shown, not only the first. */
  readonly all: boolean;
  /** Whether any of it was chosen: a folded table is then open. */
  readonly chosen: boolean;
  /** Address of the same page with this table in another order, with other words to find, or with all its rows. */
  readonly href: (change: { readonly sort?: Sort; readonly find?: string; readonly all?: true }) => string;
  /** The search as a form sends it. */
  readonly search: {
    readonly path: string;
    /** Name of its parameter. */
    readonly name: string;
    /** The other parameters of the page. */
    readonly keep: readonly (readonly [name: string, value: string])[];
  };
}
