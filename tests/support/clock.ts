/** The moment tests live in, a Monday morning in Shanghai, as MULIN_NOW takes it. */
export const testMoment = '2026-11-23T09:00:00+08:00'
