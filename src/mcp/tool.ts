import { z } from "zod";
import type { NearName } from "./known-names";

/** Bytes of arguments as JSON; what a person asks in words has a hundredth of it. */
const MOST_ARGUMENT_BYTES = 16 * 1024;

/** An answer as an object; figures in it are `Figure`s. */
export type Answer = Readonly<Record<string, unknown>>;

/** Makes an address of this site one that works where the answer is read. */
export type Link = (path: string) => string;

/** A question an assistant can ask. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What it takes, as JSON Schema. */
  readonly inputSchema: { readonly type: "object"; readonly [key: string]: unknown };
  /** @throws WrongArguments, UnknownName, AppError */
  readonly answer: (given: unknown, link: Link) => Answer;
}

/** What was asked cannot be read. */
export class WrongArguments extends Error {}

/** A name that nothing here has, with the nearest that there are. */
export class UnknownName extends Error {
  constructor(
    readonly kind: string,
    readonly asked: string,
    readonly nearest: readonly NearName[],
  ) {
    super(`Nothing here is called "${asked.slice(0, 100)}" (${kind}).`);
  }
}

export function tool<Shape extends z.ZodRawShape>(
  { name, title, description, input }: { name: string; title: string; description: string; input: Shape },
  answer: (given: z.input<z.ZodObject<Shape>>, link: Link) => Answer,
): Tool {
  const schema = z.strictObject(input);
  return {
    name,
    title,
    description,
    inputSchema: z.toJSONSchema(schema, { io: "input" }) as Tool["inputSchema"],
    answer: (given, link) => {
      const written = given ?? {};
      if (JSON.stringify(written).length > MOST_ARGUMENT_BYTES) {
        throw new WrongArguments(`The arguments are longer than ${MOST_ARGUMENT_BYTES} bytes.`);
      }
      const read = schema.safeParse(written);
      if (!read.success) throw new WrongArguments(z.prettifyError(read.error).slice(0, 2_000));
      // As written: the schemas of the filters read it once more, as they do for pages and API.
      return answer(written as z.input<z.ZodObject<Shape>>, link);
    },
  };
}
