import type { Feed, FeedEntry } from './feeds.ts'

/** A feed as an Atom document (RFC 4287). */
export function toAtom({ title, home, entries }: Feed, self: string): string {
  const updated = Math.max(0, ...entries.map((entry) => entry.updated))
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${xml(self)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${time(updated)}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(home)}"/>`,
    '<generator>Afterword</generator>',
    ...entries.map(atomEntry),
    '</feed>',
    '',
  ].join('\n')
}

function atomEntry({ id, address, author, html, title, published, updated }: FeedEntry): string {
  return [
    '<entry>',
    `<id>urn:uuid:${id}</id>`,
    `<title>${xml(title)}</title>`,
    `<author><name>${xml(author)}</name></author>`,
    `<link rel="alternate" type="text/html" href="${xml(address)}"/>`,
    `<published>${time(published)}</published>`,
    `<updated>${time(updated)}</updated>`,
    `<content type="html">${xml(html)}</content>`,
    '</entry>',
  ].join('\n')
}

/** A feed as JSON Feed 1.1. */
export function toJsonFeed({ title, home, entries }: Feed, self: string): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: home,
    feed_url: self,
    items: entries.map((entry) => ({
      id: `urn:uuid:${entry.id}`,
      url: entry.address,
      title: entry.title,
      content_html: entry.html,
      date_published: time(entry.published),
      date_modified: time(entry.updated),
      authors: [{ name: entry.author }],
    })),
  }
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text in XML. Characters that XML cannot hold in any form are left out. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
}
