import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/app.ts'
import { defineCommand } from '../../src/command.ts'
import { messageSchema } from '../../src/preview/message.ts'
import { messagesOf } from '../../src/preview/messages-of.ts'
import { type Preview, startPreview } from '../../src/preview/server.ts'
import { smallApp, smallCommands } from '../fakes/small-app.ts'
import { everyComponent } from './every-component.ts'

const bugs: unknown[] = []
const drawChart = async () => Buffer.from('png')
let app: App
let preview: Preview

beforeAll(async () => {
  app = await smallApp()
  const [ask] = smallCommands
  if (!ask) throw new Error('no command')
  const commands = [
    ...smallCommands,
    defineCommand({ ...ask, name: 'secret', isPrivate: true }),
    defineCommand({ ...ask, name: 'import', only: 'terminal' }),
  ]
  preview = await startPreview({ app, commands, messagesOf, drawChart, port: 0, onBug: (_id, bug) => bugs.push(bug) })
})

afterAll(async () => {
  await preview.close()
  await app.close()
})

const open = async (path: string) => {
  const response = await fetch(`${preview.url}${path}`)
  return { response, html: await response.text() }
}

describe('the preview', () => {
  it('is served on the loopback address alone, under a policy that lets nothing else be loaded', async () => {
    expect(new URL(preview.url).hostname).toBe('127.0.0.1')
    const { response } = await open('/')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-hashes' 'sha256-[^']+'; /)
    expect(policy).toMatch(/; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/)
  })

  it('shows the reply of an address', async () => {
    const { html } = await open('/?command=ask&question=how+fast')
    expect(html).toContain('command="/ask how fast"')
    expect(html).toContain(
      '<discord-quote><div class="text"><div>Our loom weaves <strong>12.5%</strong> faster than a hand loom.</div>',
    )
  })

  it('keeps what was typed in its form', async () => {
    const { html } = await open('/?command=ask&question=how+fast&limit=2&theme=light&locale=de')
    expect(html).toContain('<html lang="en" class="light">')
    expect(html).toContain('name="question" type="text" value="how fast"')
    expect(html).toContain('name="limit" type="number" value="2"')
    expect(html).toContain('name="locale" type="text" size="5" value="de"')
  })

  it('asks nothing before the options that a command needs are there', async () => {
    const { html } = await open('/?command=ask')
    expect(html).toContain('name="question"')
    expect(html).not.toContain('<discord-message ')
  })

  it.each(['"><script>alert(1)</script>', "' onfocus='alert(1)", '</title><img src=x onerror=alert(1)>'])(
    'lets no hostile question become markup: %s',
    async (question) => {
      const { html } = await open(`/?${new URLSearchParams({ command: 'ask', question, unit: question })}`)
      expect(html).not.toContain(question)
      expect(html.match(/<script/g)).toEqual(['<script'])
      expect(html).not.toContain('<img')
    },
  )

  it('shows the sentence that Discord would be sent for a wrong option, and the number of a bug', async () => {
    const { html } = await open('/?command=ask&question=x&limit=99')
    expect(html).toContain('ask, option limit (How many at most)')
    expect(html).toContain(' ephemeral>')
    const broken = await open('/?command=broken')
    expect(broken.html).toContain('Something broke here')
    expect(broken.html).not.toContain('secret detail')
    expect(bugs).toHaveLength(1)
  })

  it('marks the replies that only the person who asked sees', async () => {
    expect((await open('/?command=secret&question=x')).html).toContain(' ephemeral>')
    expect((await open('/?command=ask&question=x')).html).not.toContain(' ephemeral>')
  })

  it('has no commands that read files of the host', async () => {
    const { response, html } = await open('/?command=import')
    expect(response.status).toBe(400)
    expect(html).toContain('There is no command import')
  })

  it('says that its port is taken', async () => {
    const port = Number(new URL(preview.url).port)
    const again = startPreview({ app, commands: smallCommands, messagesOf, drawChart, port, onBug: () => {} })
    await expect(again).rejects.toThrow(`Port ${port} cannot be used: choose another PREVIEW_PORT.`)
  })

  it('goes on after an address that is none', async () => {
    const status = await new Promise((resolve) => {
      const { port } = new URL(preview.url)
      request({ host: '127.0.0.1', port, path: '//[' }, ({ statusCode }) => resolve(statusCode)).end()
    })
    expect(status).toBe(400)
    expect((await open('/')).response.status).toBe(200)
  })

  it('refuses a request for another host name, as a page of the web would make it', async () => {
    const status = await new Promise((resolve) => {
      const { port } = new URL(preview.url)
      request({ host: '127.0.0.1', port, headers: { host: 'evil.example' } }, ({ statusCode }) =>
        resolve(statusCode),
      ).end()
    })
    expect(status).toBe(403)
  })

  it('serves its own script and nothing of the disk', async () => {
    const { response, html } = await open('/preview.js')
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(html).toContain('discord-messages')
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/constructor']) {
      expect((await open(path)).response.status).toBe(404)
    }
  })
})

describe('a message', () => {
  it('is refused when Discord has no such component', () => {
    const message = { flags: 32768, components: [{ type: 99 }] }
    expect(messageSchema.safeParse(message).success).toBe(false)
  })

  it('leads from page to page', async () => {
    const paged = await startPreview({
      app,
      commands: smallCommands,
      messagesOf: (replied) => Array.from({ length: 2 }, () => messageSchema.parse(everyComponent(replied))),
      drawChart,
      port: 0,
      onBug: (_id, bug) => bugs.push(bug),
    })
    try {
      const address = `${paged.url}/?command=ask&question=x`
      const all = await (await fetch(address)).text()
      expect(all).toContain('data-href="#page-2"')
      expect(all).toContain('<discord-message id="page-2"')
      const one = await (await fetch(`${address}&page=1`)).text()
      expect(one).toContain('data-href="/?command=ask&amp;question=x&amp;page=2"')
      expect(one).not.toContain('id="page-2"')
    } finally {
      await paged.close()
    }
  })
})
