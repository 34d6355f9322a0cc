/** Thrown with a sentence for whoever starts the site. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}
