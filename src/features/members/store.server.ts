export { findByCard, findByDoor } from './find.server.ts'
export { findPeople, findPerson } from './find-people.server.ts'
export { readHousehold } from './households.server.ts'
export {
  acceptRepresentation,
  endAllRepresentations,
  endRepresentation,
  grantFacts,
  grantRepresentation,
  type NewRepresentation,
} from './representations.server.ts'
export { deleteLeftResidents } from './retention.server.ts'
