// Discord's Components V2, as far as the bot sends them: https://discord.com/developers/docs/components/reference

export interface TextDisplay {
  type: 10
  content: string
}

export interface DiscordButton {
  type: 2
  style: 2
  label: string
  custom_id: string
  disabled: boolean
}

export interface SelectMenu {
  type: 3
  custom_id: string
  placeholder: string
  options: { label: string; value: string }[]
}

export interface DiscordRow {
  type: 1
  components: (DiscordButton | SelectMenu)[]
}

export interface Container {
  type: 17
  accent_color?: number
  components: (TextDisplay | DiscordRow)[]
}

export interface MediaGallery {
  type: 12
  items: { media: { url: string }; description: string }[]
}

export interface AttachedFile {
  type: 13
  file: { url: string }
}

export type DiscordComponent = TextDisplay | Container | DiscordRow | MediaGallery | AttachedFile

/** The flag of a message that is made of components alone. */
export const COMPONENTS_V2 = 32_768

export function textDisplay(content: string): TextDisplay {
  return { type: 10, content }
}

/** How many components there are, nested ones included. */
export function componentCount(components: readonly (DiscordComponent | DiscordRow['components'][number])[]): number {
  return components.reduce((sum, one) => sum + 1 + ('components' in one ? componentCount(one.components) : 0), 0)
}

/** The characters of all texts, in UTF-16 units, which is never fewer than Discord counts. */
export function textLength(components: readonly DiscordComponent[]): number {
  return components.flatMap(textsIn).reduce((sum, { content }) => sum + content.length, 0)
}

/** The texts of a component, in order. */
function textsIn(component: DiscordComponent): TextDisplay[] {
  if (component.type === 10) return [component]
  return component.type === 17 ? component.components.filter((one) => one.type === 10) : []
}
