/** “1 comment”, “12 comments”. */
export function countOf(count: number, one = 'comment'): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`
}
