"use client";

import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";

/** What was sent, by its mark: a page that is come back to is put together from what came first. */
const seen = new Map<string, string>();

/** Where an element of `Sent` is kept for whoever is around it. */
export const SentReference = createContext<RefObject<HTMLElement | null> | null>(null);

interface Place {
  readonly as: "div" | "pre" | "tbody" | "tfoot";
  readonly className?: string | undefined;
}

/**
 * What the server's HTML holds and no script changes. In a page that is sent whole its content is there once: the server
 * leaves it out of the data for the scripts and writes a mark in its place (src/server/sent-once.ts), and the browser leaves
 * what it got as it is. Inside only plain HTML: links are followed by the browser.
 */
export function Sent({
  as: Tag,
  className,
  mark,
  children,
}: Place & {
  /** Only the server's last step gives one, in place of what is inside. */
  readonly mark?: string;
  readonly children?: ReactNode;
}) {
  const reference = useContext(SentReference);
  return mark === undefined ? (
    <Tag key="made" className={className} ref={reference as RefObject<never> | null}>
      {children}
    </Tag>
  ) : (
    <AsSent key={mark} as={Tag} className={className} mark={mark} />
  );
}

function AsSent({ as: Tag, className, mark }: Place & { readonly mark: string }) {
  const given = useContext(SentReference);
  const own = useRef<HTMLElement>(null);
  const reference = given ?? own;
  // Empty at first: React leaves alone what it is told is raw.
  const [html] = useState(() => ({ __html: seen.get(mark) ?? "" }));
  useEffect(() => {
    if (reference.current && !seen.has(mark)) seen.set(mark, reference.current.innerHTML);
  }, [mark, reference]);
  return (
    <Tag
      className={className}
      ref={reference as RefObject<never>}
      suppressHydrationWarning
      dangerouslySetInnerHTML={html}
    />
  );
}
