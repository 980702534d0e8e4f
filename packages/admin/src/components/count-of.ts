/** “1 comment”, “12 comments”. */
export function countOf(comments: number): string {
  return `${comments.toLocaleString('en')} ${comments === 1 ? 'comment' : 'comments'}`
}
