import type { TableName } from "@/dictionary/tables";

/** One thing the API can be asked, as its description (openapi.json) has it. */
export interface Operation {
  /** Stands for it in addresses: `get-api-v1-rows`. */
  readonly id: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly group: string;
  readonly summary: string;
  readonly description: string;
  readonly fields: readonly Field[];
  /** The table its rows are of, in the list of columns; null: `answer` says what is in it. */
  readonly table: TableName | null;
  /** The parts of a JSON answer. */
  readonly answer: readonly AnswerPart[];
  /** Media types of the answer, and of the body it takes. */
  readonly media: readonly string[];
  readonly body: readonly string[];
}

export interface Field {
  readonly name: string;
  readonly in: "path" | "query";
  readonly description: string;
  readonly required: boolean;
  /** All values there are; null: any that fits. */
  readonly values: readonly string[] | null;
  readonly isList: boolean;
  /** Whole numbers, with the least and the greatest; null: not a number. */
  readonly range: readonly [number, number] | null;
  /** What it is when it is not given; null: the description says. */
  readonly usual: string | null;
  readonly example: string;
}

export interface AnswerPart {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}
