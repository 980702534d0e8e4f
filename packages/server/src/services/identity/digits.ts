/**
 * A code as somebody has typed it, on whatever keyboard: the digits of Arabic, Persian, Hindi, Bengali or Thai count as ours,
 * and spaces and marks of direction as nothing. Whatever else stands there stays.
 */
export function asDigits(typed: string): string {
  return typed.replace(/[\s\p{Cf}]/gu, '').replace(/\p{Nd}/gu, (digit) => String(valueOf(digit.codePointAt(0) ?? 0)))
}

/** Unicode has the ten of each script one after the other, from 0 to 9. */
function valueOf(point: number): number {
  let zero = point
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return point - zero
}
