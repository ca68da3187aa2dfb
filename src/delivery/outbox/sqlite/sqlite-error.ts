/** SQLite's result codes, as far as they matter here. https://www.sqlite.org/rescode.html */
const full = 13;
const busy = 5;
const inputOutput = 10;
const corrupt = 11;
const notADatabase = 26;
/** SQLITE_IOERR_READ, SQLITE_IOERR_SHORT_READ, SQLITE_IOERR_CORRUPTFS. */
const unreadable: ReadonlySet<number> = new Set([266, 522, 8458]);

/** No room: on the disk, or within what the file may have. */
export function isFull(error: unknown): boolean {
  return primaryCode(error) === full;
}

/** Another connection holds the file. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === busy;
}

/** The disk refused to write, or to say that it has written. */
export function isDiskFailure(error: unknown): boolean {
  return primaryCode(error) === inputOutput && !isUnreadable(error);
}

/** What is in the file makes no sense. */
export function isCorruption(error: unknown): boolean {
  const code = primaryCode(error);
  return code === corrupt || code === notADatabase;
}

/** A row cannot be read, for what its bytes are or because the disk does not give them; others may well be readable. */
export function isUnreadable(error: unknown): boolean {
  return isCorruption(error) || unreadable.has(extendedCode(error) ?? 0) || isOutOfRange(error);
}

/** A damaged row's number may be beyond what JavaScript's numbers hold; node:sqlite then throws this. */
function isOutOfRange(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';
}

function primaryCode(error: unknown): number | undefined {
  const code = extendedCode(error);
  return code === undefined ? undefined : code & 0xff;
}

function extendedCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
}
