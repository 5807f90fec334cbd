import Link from "next/link";
import { lostNotice } from "@/queries/lost-notice";
import { Note } from "@/site/story";
import { lostNoticeSentence } from "@/words/names-sentence";

/** For whoever looks after the store: that who wanted to be told of news was not. */
export function LostNotice() {
  const at = lostNotice();
  if (at === null) return null;
  return (
    <Note>
      {lostNoticeSentence(at)} <Link href="/feed.xml">Feed</Link>
    </Note>
  );
}
