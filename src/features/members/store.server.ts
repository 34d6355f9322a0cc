export {
  acceptRepresentation,
  endRepresentation,
  grantFacts,
  grantRepresentation,
  type NewRepresentation,
} from './representations.server.ts'
export { deleteLeftResidents } from './retention.server.ts'
