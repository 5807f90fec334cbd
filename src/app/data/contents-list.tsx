import css from "./contents-list.module.css";

/** What is on a long page, as links. */
export function ContentsList({
  parts,
}: {
  parts: readonly { readonly id: string; readonly name: string }[];
}) {
  return (
    <nav aria-label="On this page" className={css.contents}>
      <ul>
        {parts.map(({ id, name }) => (
          <li key={id}>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
