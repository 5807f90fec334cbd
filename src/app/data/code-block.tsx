import { CopyButton } from "@/site/copy-button";
import { Sent } from "@/site/sent";
import css from "./code-block.module.css";

/** Text to be copied as it is. */
export function CodeBlock({ name, code, wrap = false }: { name: string; code: string; wrap?: boolean }) {
  return (
    <div className={css.block}>
      <CopyButton copied={{ what: "text" }}>Copy</CopyButton>
      <section className={wrap ? css.wrapped : css.code} aria-label={name} tabIndex={wrap ? undefined : 0}>
        <Sent as="pre">{code}</Sent>
      </section>
    </div>
  );
}
