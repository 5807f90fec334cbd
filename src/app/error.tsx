"use client";

import Link from "next/link";

/** What a page shows when it could not be made. The server logs the cause under the digest. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <>
      <h1>This page could not be made</h1>
      <p>
        The fault is on our side, not in what you asked for. No figure is shown rather than a wrong one.
        {error.digest ? ` The server’s log has it under ${error.digest}.` : ""}
      </p>
      <p>
        <button type="button" className="control" onClick={reset}>
          Try again
        </button>{" "}
        or go to <Link href="/">the front page</Link>.
      </p>
    </>
  );
}
