export { type AuditQuery, auditLines, readAuditLines } from './audit.server.ts'
export {
  aboutColleague,
  addColleague,
  allColleagues,
  endService,
  homeOfStaff,
  inService,
  oneColleague,
  readColleagues,
  setHome,
} from './colleagues.server.ts'
