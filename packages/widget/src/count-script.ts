/**
 * The script door of counts: `<script type="module" src="…/count.js">` makes every `<afterword-count page="…">` of a
 * page show how many comments that page has. Its `data-server` and `data-site` are for all of them; without them the
 * server is where the script is from.
 */
import { AfterwordCount } from './count.ts'

const tag = [...document.querySelectorAll('script')].find(({ src }) => src === import.meta.url)
const { server = import.meta.url.replace(/[^/]*$/, ''), site } = tag?.dataset ?? {}

AfterwordCount.defaults = { server, ...(site === undefined ? {} : { site }) }
