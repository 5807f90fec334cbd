import { detectExecution } from "./detect";
import { DetailedReading } from "./read-detailed";
import { type ReadExecutions, readSummary } from "./read-summary";

/** What a document of rule 605 holds; null: it is another one. */
export function readExecution(bytes: Uint8Array, name: string): (ReadExecutions & { format: string }) | null {
  const format = detectExecution(bytes);
  if (format === null) return null;
  if (format === "summary" || format === "own") {
    return { ...readSummary(bytes, name, format === "own"), format: "csv" };
  }
  const reading = new DetailedReading(name, format);
  reading.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return { ...reading.end(), format: "txt" };
}
