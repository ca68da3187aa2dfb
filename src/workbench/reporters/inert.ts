/**
 * A line that a CI server takes for text: `::error` at its start and `##vso[` anywhere are commands to GitHub and Azure
 * DevOps, and an event could carry them.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function inert(line: string): string {
  return line.replaceAll(/##(?=\w*\[)/g, '#\\u0023').replace(/^(\s*):(?=:)/, '$1\\u003a');
}
