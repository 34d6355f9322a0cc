import type { Context } from 'hono'
import { guest } from '../src/kernel/actor.ts'
import type { RequestContext } from '../src/kernel/context.ts'
import { SmsNotSent } from '../src/kernel/sms.ts'
import { randomBytes } from './random.ts'
import type { SiteParts } from './site.ts'

/** What this request is served with. The client's fingerprint is made only for those who ask for it. */
export const requestContext = async (c: Context, { host, catalogue, clientAddress }: SiteParts): Promise<RequestContext> => {
  const vault = await host.vault()
  return {
    catalogue,
    vault,
    get sms() {
      return host.sms()
    },
    database: host.database(),
    actor: guest,
    now: host.now(),
    newId: () => crypto.randomUUID(),
    random: randomBytes,
    servedFile: (path) => host.servedFile(path, c.req.url),
    client: () => vault.fingerprint('client', clientAddress(c)),
    afterwards: (task) =>
      host.afterwards(
        task().catch((error: unknown) =>
          host.log({ event: 'afterwards_failed', error: (error as Error).name, ...(error instanceof SmsNotSent && { code: error.code }) }),
        ),
      ),
  }
}
