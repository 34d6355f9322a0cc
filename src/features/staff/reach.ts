import type { Site } from '../../content-schemas/site.ts'
import type { StaffActor } from '../../kernel/actor.ts'

/**
 * The buildings whose households an actor may see: all (null), those of the own grid, or none. A grid that content no
 * longer knows reaches nothing.
 */
export const buildingsInReach = ({ role, scope }: Pick<StaffActor, 'role' | 'scope'>, site: Pick<Site, 'grids'>): string[] | null => {
  if (role === 'steward' || role === 'desk') return null
  if (role !== 'grid_worker') return []
  return site.grids.find(({ id }) => id === scope)?.buildings ?? []
}
