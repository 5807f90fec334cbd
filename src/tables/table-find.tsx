"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import {
  createContext,
  type FormEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { SentReference } from "@/site/sent";
import { tidyAddress } from "@/site/tidy-address";
import css from "./data-table.module.css";
import { folded, holdsWords } from "./table-search";
import type { TableView } from "./table-view";

/** How long after the last key the address follows, milliseconds. */
const PAUSE_MS = 250;

interface FindProps {
  readonly search: TableView["search"];
  /** What the server was asked to find. */
  readonly find: string;
  /** Rows of the whole table, of those the server found, and of those it sent. */
  readonly counts: { readonly all: number; readonly found: number; readonly sent: number };
}

interface Finding extends FindProps {
  readonly typed: string;
  readonly type: (text: string) => void;
}

const FindContext = createContext<Finding | null>(null);

function useFinding(): Finding {
  const finding = useContext(FindContext);
  if (!finding) throw new Error("Only inside TableFind");
  return finding;
}

/** Whether all rows that the words can match are on the page, so that counting them is exact. */
function isExact({ counts, find, typed }: Finding): boolean {
  return counts.sent === counts.found && holdsWords(folded(typed), find);
}

/**
 * Search in one table. Rows that are on the page are filtered as the reader types; the address, and with it the rows that
 * are not, follow at the first pause. Without scripts its field is a form.
 */
export function TableFind({ children, ...props }: FindProps & { children: ReactNode }) {
  const { search, find, counts } = props;
  const router = useRouter();
  const [typed, setTyped] = useState(find);
  // The address can change without the field: back, forward, "show all rows".
  const asked = useRef(find);
  useEffect(() => {
    if (find === asked.current) return;
    asked.current = find;
    setTyped(find);
  }, [find]);
  const { path, name, keep } = search;
  useEffect(() => {
    if (typed.trim() === asked.current) return;
    const pause = setTimeout(() => {
      asked.current = typed.trim();
      router.replace(tidyAddress(path, [...keep, [name, typed.trim()]]), { scroll: false });
    }, PAUSE_MS);
    return () => clearTimeout(pause);
  }, [typed, path, name, keep, router]);
  const type = useCallback((text: string) => setTyped(text), []);
  const { all, found, sent } = counts;
  const value = useMemo(
    () => ({ search, find, counts: { all, found, sent }, typed, type }),
    [search, find, all, found, sent, typed, type],
  );
  return <FindContext value={value}>{children}</FindContext>;
}

/** The field above the table, with how many rows are left. */
export function FindField({
  label,
  anchor,
  texts,
}: {
  label: string;
  anchor: string;
  texts: readonly string[];
}) {
  const finding = useFinding();
  const { search, typed, type, counts } = finding;
  const stopped = (event: FormEvent) => event.preventDefault();
  return (
    <search aria-label={label}>
      <form action={`${search.path}#${anchor}`} className={css.find} onSubmit={stopped}>
        {search.keep.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input
          type="search"
          name={search.name}
          aria-label={`Find in ${label}`}
          placeholder="Find in this table"
          value={typed}
          onChange={(event) => type(event.target.value)}
          className="control"
          autoComplete="off"
          spellCheck={false}
        />
        <noscript>
          <button type="submit" className="control">
            Find
          </button>
        </noscript>
        <output className={css.count}>{countWords(finding, texts, counts)}</output>
      </form>
    </search>
  );
}

function countWords(finding: Finding, texts: readonly string[], { all, found }: FindProps["counts"]): string {
  const rows = (count: number) => count.toLocaleString("en-US");
  const { typed, find } = finding;
  if (typed.trim() === "" && find === "") return `${rows(all)} rows`;
  if (isExact(finding)) return `${rows(matching(texts, typed))} of ${rows(all)} rows`;
  return typed.trim() === find ? `${rows(found)} of ${rows(all)} rows` : `of ${rows(all)} rows`;
}

function matching(texts: readonly string[], typed: string): number {
  return texts.filter((text) => holdsWords(text, typed)).length;
}

/** The rows that hold the words, of those the server sent; a line that says so when none does. */
export function FoundRows({
  children,
  texts,
  columns,
  clear,
}: {
  /** The body of the table, sent once. */
  children: ReactNode;
  /** What each row is searched by. */
  texts: readonly string[];
  columns: number;
  /** Address of the same page without the words. */
  clear: string;
}) {
  const finding = useFinding();
  const { typed, type, find, counts } = finding;
  const rows = useRef<HTMLElement>(null);
  useEffect(() => {
    [...(rows.current?.children ?? [])].forEach((row, i) => {
      row.toggleAttribute("hidden", !holdsWords(texts[i] ?? "", typed));
    });
  }, [texts, typed]);
  const isEmpty = matching(texts, typed) === 0;
  const known = isExact(finding) || typed.trim() === find;
  return (
    <>
      <SentReference value={rows}>{children}</SentReference>
      {isEmpty ? (
        <tbody>
          <tr>
            <td colSpan={columns} className={css.nothing}>
              {known ? (
                <>
                  Nothing matches “{typed.trim()}”.{" "}
                  <Link href={clear} prefetch={false} scroll={false} onClick={() => type("")}>
                    Show all {counts.all.toLocaleString("en-US")} rows
                  </Link>
                </>
              ) : (
                `Looking through all ${counts.all.toLocaleString("en-US")} rows.`
              )}
            </td>
          </tr>
        </tbody>
      ) : null}
    </>
  );
}
