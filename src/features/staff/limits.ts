export { secondFactorLastsMs } from '../signin/limits.ts'
