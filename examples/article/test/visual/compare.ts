import type { Page } from 'playwright-core'

/** How much of a picture may differ, in parts of one: type is drawn a little differently on each machine. */
const TOLERATED = 0.005
/** From so much difference in a channel on, of 255, a point counts. */
const SEEN = 48

export interface Difference {
  /** The part of the points that are seen to differ, 0 to 1. */
  readonly share: number
  /** Whether that is more than type that is drawn differently. */
  readonly tooMuch: boolean
}

/**
 * Compares two pictures as somebody would who looks from some distance: at half their size, where the edges of
 * letters blur, so that what is left is what moved, appeared or changed its colour. The browser does the work.
 */
export async function compare(page: Page, baseline: Buffer, picture: Buffer): Promise<Difference> {
  const share = await page.evaluate(
    async ([first, second, seen]) => {
      const load = async (base64: string): Promise<ImageBitmap> => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)
        return createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      }
      const [a, b] = await Promise.all([load(first), load(second)])
      if (a.width !== b.width || a.height !== b.height) return 1
      const [width, height] = [Math.ceil(a.width / 2), Math.ceil(a.height / 2)]
      const points = (image: ImageBitmap): Uint8ClampedArray => {
        const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
        if (context === null) throw new Error('This browser cannot compare pictures.')
        context.imageSmoothingQuality = 'high'
        context.drawImage(image, 0, 0, width, height)
        return context.getImageData(0, 0, width, height).data
      }
      const [one, other] = [points(a), points(b)]
      let different = 0
      for (let at = 0; at < one.length; at += 4) {
        const most = Math.max(
          ...[0, 1, 2].map((channel) => Math.abs((one[at + channel] ?? 0) - (other[at + channel] ?? 0))),
        )
        if (most > seen) different += 1
      }
      return different / (width * height)
    },
    [baseline.toString('base64'), picture.toString('base64'), SEEN] as const,
  )
  return { share, tooMuch: share > TOLERATED }
}
