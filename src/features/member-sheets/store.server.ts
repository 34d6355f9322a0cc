export { writeCsv, writeSheets, writeXlsx } from './write.server.ts'
