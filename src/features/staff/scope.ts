import type { Catalogue } from '../../catalogue.ts'
import type { Role } from '../../kernel/actor.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import type { NewColleagueInput, StaffFieldError } from './schema.ts'

type Known = Pick<Catalogue, 'programmes'> & { site: Pick<Catalogue['site'], 'grids'> }

/** What a new colleague is in charge of: a grid, a programme, or (null) nothing of one's own. Both must be in the content. */
export const scopeOf = (
  { role, grid, programme }: Pick<NewColleagueInput, 'role' | 'grid' | 'programme'>,
  { site, programmes }: Known,
): Result<string | null, StaffFieldError> => {
  if (role === 'grid_worker')
    return site.grids.some(({ id }) => id === grid) ? success(grid) : refuse({ field: 'grid', code: 'grid_missing' })
  if (role === 'team_lead')
    return programmes.some(({ slug }) => slug === programme)
      ? success(programme)
      : refuse({ field: 'programme', code: 'programme_missing' })
  return success(null)
}

/** The scope in words, `第一网格`; one that the content no longer knows is said to be gone. */
export const scopeWord = ({ role, scope }: { role: Role; scope: string | null }, { site, programmes }: Known): string | null => {
  if (scope === null) return null
  const word =
    role === 'grid_worker' ? site.grids.find(({ id }) => id === scope)?.name : programmes.find(({ slug }) => slug === scope)?.title
  return word ?? '（内容里已经没有了）'
}
