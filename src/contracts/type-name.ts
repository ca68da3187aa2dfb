/** What a contract's payload is called in TypeScript: `meta/events` gives `MetaEvents`. */
export function typeNameOf(contractName: string): string {
  return inPascalCase(contractName).replace(/^\d/, '_$&');
}

/** What one of a list is called, by the list's name: `CartItems` gives `CartItem`, `Properties` `Property`. */
export function nameOfOne(name: string): string {
  const one = name.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
  return one === name ? `${name}Item` : one;
}

/** A key or a path of keys as a part of a type's name: `user_data` gives `UserData`. */
export function inPascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
