import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { filters } from "@/queries/filters";
import { searchAspects } from "@/queries/search-aspects";
import { countOf, formatCount, listInText } from "@/report/format";
import { PageLinks } from "@/site/page-links";
import { pagePath } from "@/site/page-path";
import { pageParameter, pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { SearchBox } from "@/site/search-box";
import { Note, Story } from "@/site/story";
import { pageMetadata } from "../page-metadata";
import { AspectsHits } from "./aspects-hits";
import css from "./search.module.css";
import { type Found, searchNames } from "./search-index";

export const dynamic = "force-dynamic";

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { query } = await pageQuery(searchParams, [], OWN);
  const text = query?.q?.trim() ?? "";
  const page = query?.page ?? 1;
  return pageMetadata({
    title: text === "" ? "Search" : `Search: ${text}`,
    description: `Brokers, venues and quarters by any of their names, and the words of SEC Rule 606 reports${text === "" ? "" : `, for “${text}”`}.`,
    path: pagePath("/search", { q: text, page: page > 1 ? String(page) : null }),
    picture: null,
    unlisted: true,
  });
}

const OWN = {
  q: z.string().max(200, { error: "allowed: at most 200 characters" }).optional(),
  page: pageParameter,
};

/** Names shown of each kind. */
const MOST_NAMES = 30;
const HITS_PER_PAGE = 20;

const GROUPS = [
  { kind: "broker", name: "Brokers", path: "/brokers" },
  { kind: "venue", name: "Venues", path: "/venues" },
  { kind: "quarter", name: "Quarters", path: "/quarters" },
] as const;

/** What the search box leads to: brokers, venues and quarters by any of their names, and the brokers' own words. */
export default async function SearchPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, [], OWN);
  if (problem !== null) {
    return (
      <Refusal title="Search" why={problem}>
        <Link href="/search">Search anew</Link>
      </Refusal>
    );
  }
  const text = query.q?.trim() ?? "";
  const { page = 1 } = query;
  return (
    <>
      <h1>Search</h1>
      <div className={css.box}>
        <SearchBox
          name="Search for a broker, venue, quarter or words"
          placeholder="Broker, venue, quarter, words"
          text={text}
        />
      </div>
      {text === "" ? (
        <p>
          Type a name of a broker or venue, a CRD number, a MIC or MPID, a quarter such as 2021 Q1, or words
          of the reports’ own text.
        </p>
      ) : (
        <Results text={text} page={page} />
      )}
    </>
  );
}

function Results({ text, page }: { text: string; page: number }) {
  const found = searchNames(text, Number.POSITIVE_INFINITY);
  const words = searchAspects(text, filters(), {
    limit: HITS_PER_PAGE,
    offset: (page - 1) * HITS_PER_PAGE,
  });
  const groups = GROUPS.map((group) => ({ ...group, found: found.filter((one) => one.kind === group.kind) }));
  const href = (to: number) => pagePath("/search", { q: text, page: to > 1 ? String(to) : null });
  return (
    <>
      <p role="status">
        {found.length + words.total === 0
          ? `Nothing stored here is called “${text}”, and no report says it.`
          : `${listInText([
              ...(found.length > 0 ? [countOf(found.length, "name")] : []),
              ...(words.total > 0 ? [countOf(words.total, "text")] : []),
            ])} found for “${text}”.`}
      </p>
      {found.length + words.total === 0 ? (
        <p>
          See <Link href="/brokers">all brokers</Link> and <Link href="/venues">all venues</Link>, or{" "}
          <Link href="/upload">load the broker’s report</Link>.
        </p>
      ) : null}
      {page > 1
        ? null
        : groups.map(({ kind, name, path, found: ones }) =>
            ones.length === 0 ? null : (
              <Story key={kind} id={kind} name={name}>
                <Names found={ones} path={path} />
              </Story>
            ),
          )}
      {words.total === 0 ? null : (
        <Story
          id="words"
          name="In the brokers’ own words"
          says={`${countOf(words.total, "text")} on relationships with venues ${words.total === 1 ? "has" : "have"} it.`}
        >
          <AspectsHits hits={words.hits} />
          <PageLinks page={page} pages={Math.ceil(words.total / HITS_PER_PAGE)} href={href} />
          <Note>
            The “material aspects” of current versions. Every word occurs in the text; words in double quotes
            stand together.
          </Note>
        </Story>
      )}
    </>
  );
}

function Names({ found, path }: { found: readonly Found[]; path: string }) {
  return (
    <>
      <ul>
        {found.slice(0, MOST_NAMES).map((one) => (
          <li key={one.slug}>
            <Link href={`${path}/${one.slug}`}>{one.name}</Link>
            {one.by === null ? "" : `, also “${one.by}”`}
            {one.stored ? "" : " (no stored report has it)"}
          </li>
        ))}
      </ul>
      {found.length > MOST_NAMES ? (
        <p>And {formatCount(found.length - MOST_NAMES)} more: write more of the name.</p>
      ) : null}
    </>
  );
}
