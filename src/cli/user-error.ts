/** A mistake the user can mend: the message says what is wrong, where, and what to do. Ends the program with exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
