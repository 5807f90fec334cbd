import { messageOf } from "@/report/errors";

/**
 * Runs a command and gives its exit status. `read` reads the words it was called with: null asks for the usage, and what it
 * throws is wrong usage (2). `work` gives the status; what it throws is told and is 1, unless `statusOf` says otherwise.
 */
export async function runCommand<Given>(
  usage: string,
  read: () => Given | null,
  work: (given: Given) => number | Promise<number>,
  statusOf: (error: unknown) => number = () => 1,
): Promise<number> {
  let given: Given | null;
  try {
    given = read();
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${usage}`);
    return 2;
  }
  if (given === null) {
    console.log(usage);
    return 0;
  }
  try {
    return await work(given);
  } catch (error) {
    console.error(messageOf(error));
    return statusOf(error);
  }
}
