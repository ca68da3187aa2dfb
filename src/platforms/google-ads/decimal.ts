const plain = new Intl.NumberFormat('en-US', {
  useGrouping: false,
  maximumFractionDigits: 20,
  signDisplay: 'negative',
});

/** A finite number in digits with a decimal dot, as the pixel takes it: JavaScript writes 1e21 and 1e-7 with an exponent. */
export function decimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? plain.format(value) : text;
}
