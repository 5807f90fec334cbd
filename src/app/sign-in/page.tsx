import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { readSettings } from "@/host/settings";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { pageMetadata } from "../page-metadata";
import { SignInForm, SignOutForm } from "./sign-in-form";

export const dynamic = "force-dynamic";

export const generateMetadata = (): Promise<Metadata> =>
  pageMetadata({
    title: "Sign in",
    description: "For those who load reports into this server. Everything else is open to all.",
    path: "/sign-in",
    picture: null,
    unlisted: true,
  });

const PROBLEMS = {
  wrong: "That is not the upload token of this server.",
  wait: "Too many tokens were tried. Wait a minute, then try again.",
  none: "This server has no upload token, so there is nothing to sign in to.",
} as const;

const OWN = {
  problem: z.enum(["wrong", "wait", "none"], { error: "allowed: wrong, wait, none" }).optional(),
};

/** For those who upload: figures are public. Whether one is signed in the page does not know, as its answers are kept. */
export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem: unreadable } = await pageQuery(searchParams, [], OWN);
  if (unreadable !== null) {
    return (
      <Refusal title="Sign in" why={unreadable}>
        <Link href="/sign-in">Sign in</Link>
      </Refusal>
    );
  }
  const problem = query.problem ? PROBLEMS[query.problem] : null;
  const takesToken = readSettings().uploadToken !== null;
  return (
    <>
      <h1>Sign in</h1>
      <p className="standfirst">
        {takesToken
          ? "To upload reports here you need this server’s upload token, from whoever runs it. Everything else is open to all."
          : "This server takes uploads only from its own machine; there is nothing to sign in to. Whoever runs it can set UPLOAD_TOKEN to let others upload."}
      </p>
      {takesToken ? (
        <>
          <SignInForm problem={problem} />
          <SignOutForm />
        </>
      ) : null}
      <p>
        <Link href="/upload">Upload reports</Link>
      </p>
    </>
  );
}
