import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The script and its parts, as the package has them: they become files of this site. */
const embed = dirname(fileURLToPath(import.meta.resolve('afterword/embed/afterword.js')))

export default function configure(eleventy) {
  eleventy.addPassthroughCopy({ [relative('.', embed)]: 'afterword' })
  eleventy.addPassthroughCopy('style.css')
  eleventy.setServerOptions({ port: Number(process.env.PORT ?? 8080) })
  return { dir: { input: '.', output: '_site' } }
}
