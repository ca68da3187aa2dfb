/** One thing `sgtm doctor` looked at: how it stands and, where it could be better, what to do. */
export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'error';
  readonly message: string;
  readonly remedy?: string;
}
