/**
 * Splits a growing text of one JSON value per line. Give it the whole text so far each time; it returns the values
 * of the lines that have come in complete since the last call. `end` reads a last line without a line break.
 * @throws SyntaxError for a line that is not JSON: the answer was cut or is not the server's
 */
export class EventLines {
  #read = 0;

  take(text: string, end = false): unknown[] {
    const values: unknown[] = [];
    for (;;) {
      const lineEnd = text.indexOf("\n", this.#read);
      const stop = lineEnd >= 0 ? lineEnd : end ? text.length : -1;
      if (stop < 0 || this.#read >= text.length) return values;
      const line = text.slice(this.#read, stop).trim();
      this.#read = stop + 1;
      if (line !== "") values.push(JSON.parse(line));
    }
  }
}
