import type { Palette } from '../palette.ts';
import type { TestRun } from '../test-run.ts';
import { reportGithub } from './github.ts';
import { reportHtml } from './html.ts';
import { reportJson } from './json.ts';
import { reportJunit } from './junit.ts';
import { reportText } from './text.ts';

/** What a reporter may need to know beside the run. */
export interface ReporterContext {
  readonly palette: Palette;
  /** Columns there are. */
  readonly width: number;
  /** What the run's files are relative to. */
  readonly cwd: string;
}

/** Every reporter, by the name `--reporter` knows it by: a run in, all of its text out. */
export const reporters: Readonly<
  Record<'text' | 'json' | 'junit' | 'github' | 'html', (run: TestRun, context: ReporterContext) => string>
> = {
  text: (run, { palette, width }) => reportText(run, { palette, width }),
  json: (run) => reportJson(run),
  junit: (run) => reportJunit(run),
  github: (run, { cwd }) => reportGithub(run, { cwd }),
  html: (run) => reportHtml(run),
};
