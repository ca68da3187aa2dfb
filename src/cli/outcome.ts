/** A command's place to leave its exit code: 0 held, 1 broken, 2 usage or configuration. */
export interface Outcome {
  exitCode: number;
}
