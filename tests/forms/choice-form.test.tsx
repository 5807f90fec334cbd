import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { ChoiceForm } from "@/forms/choice-form";

vi.mock("next/navigation", () => ({ useRouter: () => ({}) }));

const BROKERS = {
  name: "brokers",
  label: "Add",
  value: "",
  options: [
    { value: "", label: "no other broker" },
    { value: "one", label: "One" },
  ],
};

test("a choice among all there are is a list", () => {
  const html = renderToStaticMarkup(<ChoiceForm path="/compare" choices={[BROKERS]} />);
  expect(html).toContain('<select name="brokers" ');
  expect(html).not.toContain("<datalist");
});

test("where there are too many to list, a text with some suggested and the rest to write", () => {
  const typed = { ...BROKERS, typed: "a slug or CRD number" };
  const html = renderToStaticMarkup(<ChoiceForm path="/compare" choices={[typed]} />);
  const list =
    /<input type="text"[^>]* list="([^"]+)" placeholder="a slug or CRD number"[^>]* name="brokers"/.exec(
      html,
    );
  expect(html).toContain(`<datalist id="${list?.[1]}"><option value="one">One</option></datalist>`);
  expect(html).not.toContain("<select");
});
