import { isValidElement, type ReactNode } from "react";
import type { SortValue } from "./sort-rows";

interface Props {
  readonly children?: ReactNode;
  /** Of a figure. */
  readonly value?: unknown;
  /** Of a day. */
  readonly at?: unknown;
}

/**
 * What a cell shows as far as it stands in the cell itself: the number of a figure (`Usd`, `Rate`, `Percent`, `Growth`), the
 * date of a day, else its text. Null or empty: nothing known.
 */
export function shownValueOf(node: ReactNode): SortValue {
  if (typeof node === "number") return node;
  if (isValidElement<Props>(node)) {
    const { value, at, children } = node.props;
    if (typeof value === "number" || typeof at === "string") return (value ?? at) as SortValue;
    return "value" in node.props || "at" in node.props ? null : shownValueOf(children);
  }
  return textOf(node);
}

/** The text of a cell; a component without children, such as a figure, has none. */
export function textOf(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(textOf).join("");
  if (isValidElement<Props>(node)) return textOf(node.props.children);
  return "";
}
