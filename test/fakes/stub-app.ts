import type { App } from '../../src/app.ts'

/** As much of an app as the desk of Discord touches beside its commands, with what `own` has of it. */
export function stubApp(own: object = {}, requests = new Map<string, string>()): App {
  return {
    library: { textsVersion: () => 'abcdef0123' },
    state: {
      serverSettings: () => ({ answers: 'private' }),
      putRequest: (key: string, json: string) => requests.set(key, json),
      request: (key: string) => requests.get(key),
    },
    ...own,
  } as unknown as App
}
