import { createContext, type RefObject, useContext, useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** What is left of a sheet of A4 or letter paper between its margins, pixels. */
const SHEET = 660;

/** The width a chart is drawn in for paper; null: it measures its own. */
export const PrintWidthContext = createContext<number | null>(null);

/** The width of a chart as the library wants it. */
export function useChartWidth(): number | "100%" {
  return useContext(PrintWidthContext) ?? "100%";
}

/**
 * The width for paper while the page is printed, where the chart is wider on screen: scaled down to the sheet, its letters
 * could not be read. The browser takes the page right after its event, so it is drawn at once.
 */
export function usePrintWidth(frame: RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const before = () => {
      if ((frame.current?.clientWidth ?? 0) > SHEET) flushSync(() => setWidth(SHEET));
    };
    const after = () => setWidth(null);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, [frame]);
  return width;
}
