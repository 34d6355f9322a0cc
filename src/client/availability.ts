import type { Availability } from '../features/signups/views.ts'

const everyMs = 20_000

/**
 * Tells what is left of an occurrence from time to time while the page is looked at. A failed read says nothing: the
 * last answer stands. Returns the way to stop.
 */
export const watchAvailability = (activity: string, occurrence: string, tell: (availability: Availability) => void) => {
  const read = async () => {
    if (document.hidden) return
    const response = await fetch(`/api/activities/${activity}/occurrences/${occurrence}/availability`).catch(() => null)
    if (response?.ok) tell(await response.json())
  }
  const timer = setInterval(read, everyMs)
  document.addEventListener('visibilitychange', read)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', read)
  }
}
