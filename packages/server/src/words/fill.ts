/** A message with what is put in. */
export function fill(message: string, values: Readonly<Record<string, string>>): string {
  return pieces(message, values).join('')
}

/** The same piece by piece, for what is put in as more than text. */
export function pieces<T>(message: string, values: Readonly<Record<string, T>>): readonly (string | T)[] {
  return message.split(/\{(\w+)\}/).map((piece, index) => (index % 2 === 0 ? piece : (values[piece] ?? `{${piece}}`)))
}
