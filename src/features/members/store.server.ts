export { readTyped } from './desk-forms.server.ts'
export { checkSession } from './desk-pages.server.ts'
export { byCard, byDoor, cardFingerprint, peopleOf } from './find.server.ts'
export { everywhere, findPeople, findPerson } from './find-people.server.ts'
export {
  acceptRepresentation,
  endRepresentation,
  grantFacts,
  grantRepresentation,
  type NewRepresentation,
} from './representations.server.ts'
export { deleteLeftResidents } from './retention.server.ts'
export { inReach } from './sql.server.ts'
