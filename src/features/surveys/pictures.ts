/** The address of a picture of a question or a nomination, by the name of its file in content/surveys/. Every picture is served as WebP. */
export const pictureAddress = (file: string) => `/surveys/pictures/${pictureName(file)}.webp`

/** A file's name without its ending: what its address is made of. */
export const pictureName = (file: string) => file.replace(/\.[a-z]+$/i, '')
