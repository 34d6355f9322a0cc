import type { ImageMetadata } from 'astro'

const files = import.meta.glob<ImageMetadata>('../../../content/surveys/*.{avif,gif,jpeg,jpg,png,svg,webp}', {
  eager: true,
  import: 'default',
})

/** A picture that lies beside the surveys, with its address and its size; nothing when it is not there. */
export const pictureOf = (file: string): { src: string; width: number; height: number } | undefined =>
  files[`../../../content/surveys/${file}`]
