export {
  acceptRepresentation,
  endAllRepresentations,
  endRepresentation,
  grantFacts,
  grantRepresentation,
  type NewRepresentation,
  type RepresentationKind,
} from './representations.server.ts'
