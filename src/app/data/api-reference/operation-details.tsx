import { InlineCode } from "@/app/data/inline-code";
import { Sent } from "@/site/sent";
import css from "./api-reference.module.css";
import { FieldControl, isTicked } from "./field-control";
import type { Field, Operation } from "./operation";
import { TryIt } from "./try-it";

/** An operation folded away: what it is, a form to try it where it only reads, what it answers with. */
export function OperationDetails({
  operation,
  begin,
  columns,
}: {
  operation: Operation;
  /** Values the form begins with, by name of the field. */
  begin: Readonly<Record<string, string>>;
  /** Where the columns of its rows are listed; null: its rows are no table of that list. */
  columns: { readonly title: string; readonly href: string } | null;
}) {
  const { id, method, path, summary, description, fields } = operation;
  const action = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(begin[name] ?? ""));
  const listed = (
    <Sent as="div" className={css.fields}>
      {fields.map((field) => (
        <FieldRow
          key={field.name}
          operation={id}
          field={field}
          value={begin[field.name] ?? ""}
          isForm={method === "GET"}
        />
      ))}
    </Sent>
  );
  return (
    <details className={css.operation} id={id}>
      <summary>
        <span className={css.method}>{method}</span> <code>{path}</code>
        <span className={css.summary}>{summary}</span>
      </summary>
      <div className={css.inside}>
        <Sent as="div">
          {description.split("\n\n").map((paragraph) =>
            paragraph === "" ? null : (
              <p key={paragraph}>
                <InlineCode text={paragraph} />
              </p>
            ),
          )}
        </Sent>
        {method === "GET" ? (
          <TryIt action={action} path={path} isFile={operation.media.every(isFile)}>
            {fields.some((field) => field.in === "path") ? (
              <noscript>
                <p>
                  Without scripts the form asks for <code>{action}</code>; write another address by hand.
                </p>
              </noscript>
            ) : null}
            {listed}
          </TryIt>
        ) : (
          <>
            <p>
              Changes the store, so it cannot be tried here.{" "}
              {operation.body.length > 0 ? (
                <>
                  Takes <InlineCode text={operation.body.map((type) => `\`${type}\``).join(" or ")} />.
                </>
              ) : null}
            </p>
            {listed}
          </>
        )}
        <Sent as="div">
          <AnswerParts operation={operation} columns={columns} />
        </Sent>
      </div>
    </details>
  );
}

function isFile(media: string): boolean {
  return !/^(application\/([\w.]+\+)?json|text\/|image\/)/.test(media);
}

function FieldRow({
  operation,
  field,
  value,
  isForm,
}: {
  operation: string;
  field: Field;
  value: string;
  isForm: boolean;
}) {
  const said = (
    <>
      <code>{field.name}</code>
      {field.in === "path" ? <span className={css.place}>in the path</span> : null}
    </>
  );
  return (
    <div className={css.field}>
      {isForm && !isTicked(field) ? (
        <label htmlFor={`${operation}-${field.name}`}>{said}</label>
      ) : (
        <div>{said}</div>
      )}
      {isForm ? <FieldControl operation={operation} field={field} value={value} /> : null}
      <p>
        <InlineCode text={field.description} /> <Allowed field={field} />
      </p>
    </div>
  );
}

function Allowed({ field: { values, range, usual, isList } }: { field: Field }) {
  const allowed = range ? `${range[0]}–${range[1].toLocaleString("en-US")}` : values?.join(", ");
  return (
    <span className={css.allowed}>
      {allowed ? `${isList ? "Any of" : "Allowed"}: ${allowed}.` : ""}
      {usual === null ? "" : ` Not given: ${usual}.`}
    </span>
  );
}

function AnswerParts({
  operation: { answer, media },
  columns,
}: {
  operation: Operation;
  columns: { readonly title: string; readonly href: string } | null;
}) {
  return (
    <>
      <p>
        Answers with{" "}
        <InlineCode
          text={(media.length > 0 ? media : ["no body"]).map((type) => `\`${type}\``).join(" or ")}
        />
        {columns ? (
          <>
            ; the columns of its rows: <a href={columns.href}>{columns.title}</a>
          </>
        ) : null}
        .
      </p>
      {columns && answer.length <= 2 ? null : answer.length > 0 ? (
        <dl className={css.parts}>
          {answer.map(({ name, type, description }) => (
            <div key={name}>
              <dt>
                <code>{name}</code> <span className={css.allowed}>{type}</span>
              </dt>
              <dd>
                <InlineCode text={description} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}
