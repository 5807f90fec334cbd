import { z } from "zod";
import { pagePath } from "@/site/page-path";
import type { Sort, TableView } from "./table-view";

type Given = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** The tables of a page: their parameters in its URL, and what a reader has chosen of each. */
export interface PageTables<Id extends string> {
  /** For `pageQuery`, which only checks them: their values are read by `chosen`. */
  readonly parameters: Record<never, never>;
  /** What a page's query says of its tables, as parameters for its forms and links. */
  readonly chosen: (given: Given) => Record<string, string>;
  /** `state`: all parameters the page's address is written with, those of `chosen` included. */
  readonly views: (path: string, state: Given) => Record<Id, TableView>;
}

const sortText = z.string().regex(/^-?[\w-]{1,80}$/, {
  error: "allowed: a column of the table, with a minus in front for the highest first",
});
const findText = z.string().max(100, { error: "allowed: at most 100 characters" });
const rowsText = z.enum(["all"], { error: "allowed: all" });

/**
 * What a page says of its tables. Those of the first are `sort`, `find` and `rows`; those of the others have its name in
 * front: `venues-sort`.
 */
export function pageTables<const Id extends string>(...ids: readonly Id[]): PageTables<Id> {
  const named = (id: Id, name: string) => (id === ids[0] ? name : `${id}-${name}`);
  const parameters = Object.fromEntries(
    ids.flatMap((id) => [
      [named(id, "sort"), sortText.optional()],
      [named(id, "find"), findText.optional()],
      [named(id, "rows"), rowsText.optional()],
    ]),
  );
  return {
    parameters,
    chosen: (given) =>
      Object.fromEntries(
        Object.keys(parameters).flatMap((name) => {
          const text = given[name];
          return typeof text === "string" && text !== "" ? [[name, text]] : [];
        }),
      ),
    views: (path, state) =>
      Object.fromEntries(
        ids.map((id) => [
          id,
          viewOf(
            id,
            { sort: named(id, "sort"), find: named(id, "find"), rows: named(id, "rows") },
            path,
            state,
          ),
        ]),
      ) as Record<Id, TableView>,
  };
}

function viewOf(
  id: string,
  names: { readonly sort: string; readonly find: string; readonly rows: string },
  path: string,
  state: Given,
): TableView {
  const text = (name: string) => String(state[name] ?? "").trim();
  const [sort, find, all] = [text(names.sort), text(names.find), text(names.rows) === "all"];
  return {
    id: `${id}-table`,
    sort: sort === "" ? null : { by: sort.replace(/^-/, ""), descending: sort.startsWith("-") },
    find,
    all,
    chosen: sort !== "" || find !== "" || all,
    href: (change) =>
      pagePath(path, {
        ...state,
        ...(change.sort && { [names.sort]: writeSort(change.sort) }),
        ...(change.find !== undefined && { [names.find]: change.find }),
        ...(change.all && { [names.rows]: "all" }),
      }),
    search: {
      path,
      name: names.find,
      keep: Object.entries(state).flatMap(([name, value]) => {
        const kept = typeof value === "string" ? value : (value?.join(",") ?? "");
        return name === names.find || kept === "" ? [] : [[name, kept] as const];
      }),
    },
  };
}

function writeSort({ by, descending }: Sort): string {
  return descending ? `-${by}` : by;
}
