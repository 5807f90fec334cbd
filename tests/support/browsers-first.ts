import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests in a browser take longest: begun first, none of them is left running alone at the end. */
export class BrowsersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const ofBrowser = ({ moduleId }: TestSpecification) => moduleId.includes("/tests/e2e/");
    return [...sorted.filter(ofBrowser), ...sorted.filter((one) => !ofBrowser(one))];
  }
}
