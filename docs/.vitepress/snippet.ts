/** The script's tag for these settings; what is left empty is left out. A site's key says nothing new for its own host. */
export function snippet({ server, ...settings }: Readonly<Record<string, string>>): string {
  const address = (server ?? '').trim().replace(/\/+$/, '') || 'https://comments.example.org'
  const data = Object.entries(settings)
    .filter(([, value]) => value.trim() !== '')
    .map(([name, value]) => `\n        data-${name}="${escape(value.trim())}"`)
  return `<script type="module" src="${escape(address)}/afterword.js"${data.join('')}></script>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
