/** Why a file of recordings cannot be read, written or named so; the message says which, what, and what to do. */
export class RecordingFileError extends Error {
  override readonly name = 'RecordingFileError';
}
