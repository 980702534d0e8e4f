/* oxlint-disable import/no-unassigned-import -- what it does is where they stand */
// Languages are like each other, and like nothing else: in the middle they would part what is alike, half a kilobyte of it.
import './i18n/load-locale.ts'
import { insertElements } from './element/insert.ts'
import { register } from './element/register.ts'

/**
 * The script door in exactly one file, for a page that wants to check it by its hash: as a classic script or as a
 * module, nothing is loaded after it but comments. It holds what others load when it is wanted, all languages too.
 */
const tag =
  document.currentScript ?? document.querySelector('script[src*="/afterword.single"]:not([data-afterword-done])')
if (tag instanceof HTMLScriptElement) insertElements(tag.src)
register()
