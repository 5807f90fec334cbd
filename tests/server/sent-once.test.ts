import { describe, expect, test } from "vitest";
import { joinDataScripts, SCRIPT_MARK, takeMarks } from "@/server/inline-scripts";
import { sentOnce } from "@/server/sent-once";

const SENT = '1:I[123,["chunk.js"],"Sent"]\n2:I[124,["chunk.js"],"Live"]\n';
/** Rows of a page: what is in `Sent`, and what is beside it. */
const page = (inside: string, beside = "null") =>
  `0:["$","main",null,{"children":[["$","$L1","t",{"as":"tbody","children":${inside}}],${beside}]}]\n`;
/** What the mark is a hash of stays out of what is expected. */
const unmarked = (data: string) => data.replace(/"mark":"[\w-]{12}"/g, '"mark":"…"');

describe("data of a page for its scripts", () => {
  test("are without what the HTML has, and without rows only that refers to", () => {
    const rows = '3:["$","tr","a",{"children":"$4"}]\n4:["Ünknown"]\n5:["$","p",null,{}]\n';
    expect(unmarked(sentOnce(SENT + rows + page('["$3","$L5"]', '"$L5"')))).toBe(
      `${SENT}5:["$","p",null,{}]\n0:["$","main",null,{"children":[["$","$L1","t",{"as":"tbody","mark":"…"}],"$L5"]}]\n`,
    );
  });

  test("a row whose id begins with a letter is needed where it is referred to beside it", () => {
    const rows = '5:["five"]\na5:["$","p",null,{}]\n';
    expect(unmarked(sentOnce(SENT + rows + page('["$a5","$5"]', '["$a5","$La5"]')))).toBe(
      `${SENT}a5:["$","p",null,{}]\n0:["$","main",null,{"children":[["$","$L1","t",{"as":"tbody","mark":"…"}],["$a5","$La5"]]}]\n`,
    );
  });

  test("the same inside has the same mark, another one another", () => {
    const mark = (inside: string) => /"mark":"([^"]*)"/.exec(sentOnce(SENT + page(inside)))?.[1];
    expect(mark('"a"')).toBe(mark('"a"'));
    expect(mark('"a"')).not.toBe(mark('"b"'));
  });

  test("texts end where their length in bytes says", () => {
    const text = "é\n0:[";
    const rows = `3:T${Buffer.byteLength(text).toString(16)},${text}4:["$3"]\n`;
    expect(unmarked(sentOnce(SENT + rows + page('"x"', '"$4"')))).toBe(
      `${SENT}${rows}0:["$","main",null,{"children":[["$","$L1","t",{"as":"tbody","mark":"…"}],"$4"]}]\n`,
    );
  });

  test.each([
    ["nothing is sent so", `2:I[124,[],"Live"]\n0:["$","$L2",null,{"children":"x"}]\n`],
    [
      "a path leads into what would be missing",
      SENT + page('[["$","b",null,{"id":"x"}]]', '{"again":"$0:props:children:0:props:children:0:props"}'),
    ],
    ["a row has no end", `${SENT}0:["$"`],
    ["a row is none", `${SENT}what is this\n`],
  ])("are as they came where %s", (_, data) => {
    expect(sentOnce(data)).toBe(data);
  });

  test("a path to what is still there is no reason", () => {
    const beside = '{"again":"$0:props:children:0:props:as"}';
    expect(unmarked(sentOnce(SENT + page('"x"', beside)))).toBe(
      `${SENT}0:["$","main",null,{"children":[["$","$L1","t",{"as":"tbody","mark":"…"}],${beside}]}]\n`,
    );
  });
});

test("are written into one script that reads as they are", () => {
  const data = '0:["it\'s \\"so\\" </script>\u2028\\u003c"]\n';
  const halves = [data.slice(0, 9), data.slice(9)].map((text) =>
    JSON.stringify(text).replaceAll("<", "\\u003c"),
  );
  const own = `<script nonce="${SCRIPT_MARK}">`;
  const written = halves.map((text) => `${own}self.__next_f.push([1,${text}])</script>`).join("");
  const { html } = takeMarks(
    joinDataScripts(`${own}(self.__next_f=self.__next_f||[]).push([0])</script>${written}`),
  );
  const script = /^<script>([\s\S]*)<\/script>$/.exec(html)?.[1] ?? "";
  expect(script).not.toContain("<");
  const self: { __next_f?: unknown[] } = {};
  new Function("self", script)(self);
  expect(self.__next_f).toEqual([[0], [1, data]]);
});
