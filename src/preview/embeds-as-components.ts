import type { DiscordMessage } from '../render/discord.ts'

/** A message of embeds in the shape of Components V2: each embed a container, its title a heading. */
export function embedsAsComponents({ content, embeds, components, files = [] }: DiscordMessage): unknown {
  const pictures = files.filter((file) => 'chart' in file)
  return {
    flags: 32768,
    components: [
      { type: 10, content },
      ...embeds.map(({ title, url, description }) => {
        const heading = title && (url ? `### [${title}](${url})` : `### ${title}`)
        const text = [heading, description].filter((part) => part !== undefined).join('\n')
        return { type: 17, accent_color: 0x5865f2, components: [{ type: 10, content: text }] }
      }),
      ...pictures.map(({ name, description }) => ({
        type: 12,
        items: [{ media: { url: `attachment://${name}` }, description }],
      })),
      ...files
        .filter((file) => !pictures.some(({ name }) => name === file.name))
        .map(({ name }) => ({ type: 13, file: { url: `attachment://${name}` } })),
      ...components,
    ],
    allowed_mentions: { parse: [] },
    files,
  }
}
