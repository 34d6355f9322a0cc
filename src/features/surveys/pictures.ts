/** The address of a picture of an option or a nomination, by the name of its file in content/surveys/. build/survey-pictures.ts lays it there. */
export const pictureAddress = (file: string) => `/surveys/pictures/${file}`
