/** What the database knows of one occurrence. Times are epoch milliseconds; everything else counts places (people). */
export interface Pool {
  capacity_places: number
  desk_places: number
  desk_released_at: number
  waiting_places_limit: number
  confirmed_places: number
  confirmed_desk_places: number
  waiting_places: number
}

export type Channel = 'online' | 'desk'

export interface Party {
  channel: Channel
  party_size: number
}

/** Places still kept for the desk: what it has not used yet, until the release. */
export const keptPlaces = (pool: Pool, now: number) =>
  now < pool.desk_released_at ? Math.max(0, pool.desk_places - pool.confirmed_desk_places) : 0

/** Places a new party of this channel could be given now. Online parties cannot touch the kept ones. */
export const freePlaces = (pool: Pool, channel: Channel, now: number) =>
  Math.max(0, pool.capacity_places - pool.confirmed_places - (channel === 'online' ? keptPlaces(pool, now) : 0))

/** Room on the waiting list, in places. */
export const waitingPlacesLeft = (pool: Pool) => Math.max(0, pool.waiting_places_limit - pool.waiting_places)

/**
 * Where a new party lands, given that nobody who waits would fit (`promotions` ran first). A party is one unit: it is
 * confirmed whole, waits whole, or is turned away.
 */
export const placement = (pool: Pool, party: Party, now: number): 'confirmed' | 'waiting' | 'refused' => {
  if (party.party_size <= freePlaces(pool, party.channel, now)) return 'confirmed'
  if (party.party_size <= waitingPlacesLeft(pool)) return 'waiting'
  return 'refused'
}

/** The pool after a party was confirmed, from the queue or directly. */
export const withConfirmed = (pool: Pool, party: Party): Pool => ({
  ...pool,
  confirmed_places: pool.confirmed_places + party.party_size,
  confirmed_desk_places: pool.confirmed_desk_places + (party.channel === 'desk' ? party.party_size : 0),
})

/**
 * Who of the waiting parties, in order of arrival, is given places now: each one that fits in what the earlier ones left.
 * A large party at the head does not hold up a small one behind it, and keeps its place at the head.
 */
export const promotions = <Waiting extends Party>(pool: Pool, waiting: Waiting[], now: number): Waiting[] => {
  let left = pool
  return waiting.filter((party) => {
    if (party.party_size > freePlaces(left, party.channel, now)) return false
    left = withConfirmed(left, party)
    return true
  })
}

/** Whether a party may become `partySize` people: if what is added fits. What is free is never less than none, so a smaller one always fits. */
export const changeFits = (pool: Pool, party: Party & { state: 'confirmed' | 'waiting' }, partySize: number, now: number) => {
  const added = partySize - party.party_size
  return party.state === 'confirmed' ? added <= freePlaces(pool, party.channel, now) : added <= waitingPlacesLeft(pool)
}
