export {
  acceptRepresentation,
  endAllRepresentations,
  endRepresentation,
  grantFacts,
  grantRepresentation,
  type NewRepresentation,
} from './representations.server.ts'
