import margin from './margin.css?inline'

let sheet: CSSStyleSheet | undefined

/** The sheet of what stands beside the article, which comes later than the thread. */
export function marginSheet(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(margin)
  }
  return sheet
}
