import type { Role } from '../../kernel/actor.ts'

export const roleWord: Record<Role, string> = {
  steward: '管理员',
  desk: '窗口',
  grid_worker: '网格员',
  station: '回收点',
  team_lead: '志愿项目带头人',
}
