import css from "@/site/terms/definitions.module.css";
import { TERMS } from "@/site/terms/terms";

export function Glossary() {
  return (
    <dl className={css.definitions}>
      {TERMS.map(({ id, term, is }) => (
        <div key={id} id={id}>
          <dt>{term}</dt>
          <dd>{is}</dd>
        </div>
      ))}
    </dl>
  );
}
