import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  PermissionFlagsBits,
  REST,
  Routes,
  type TextChannel,
} from 'discord.js'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { defineCommand } from '../../src/command.ts'
import { startBot } from '../../src/discord/bot.ts'
import { stubApp } from '../fakes/stub-app.ts'
import { V2 } from './loopback-components.ts'
import { GUILD, GUILD_CHANNEL, type LoopbackDiscord, READER, startLoopbackDiscord } from './loopback-discord.ts'

const TOKEN = 'not-a-real-token'
const APPLICATION = '1000000000000000001'
const string = { name: 'words', description: 'Words', type: 3 }
const daily = {
  name: 'daily',
  description: 'Daily papers',
  default_member_permissions: '32',
  options: [
    {
      name: 'set',
      description: 'Sets them up',
      type: 1,
      options: [
        { name: 'at', description: 'Where', type: 7, required: true, channel_types: [0, 5] },
        { name: 'count', description: 'How many', type: 4 },
        { name: 'topic', description: 'Of what', type: 3, autocomplete: true },
        { name: 'file', description: 'A list', type: 11 },
      ],
    },
    { name: 'stop', description: 'Stops them', type: 1 },
  ],
}

let discord: LoopbackDiscord
let rest: REST
let client: Client | undefined
beforeEach(async () => {
  discord = await startLoopbackDiscord(TOKEN)
  rest = new REST({ api: discord.apiBase, offset: 0 }).setToken(TOKEN)
})
afterEach(async () => {
  await client?.destroy()
  client = undefined
  await discord.close()
  expect(discord.faults).toEqual([])
})

const register = (...body: object[]) => rest.put(Routes.applicationCommands(APPLICATION), { body })

/** A client that answers with `answer`. */
async function connect(answer: (interaction: Interaction) => Promise<unknown> = async () => {}): Promise<Client<true>> {
  const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits
  const started = new Client({
    intents: [Guilds, GuildMessages, DirectMessages],
    allowedMentions: { parse: [] },
    rest: { api: discord.apiBase },
  })
  client = started
  started.on(Events.Error, (error) => discord.faults.push(String(error)))
  started.on(Events.InteractionCreate, async (interaction) => {
    await answer(interaction).catch((error: unknown) => discord.faults.push(String(error)))
  })
  const ready = new Promise<Client<true>>((resolve) => started.once(Events.ClientReady, resolve))
  await started.login(TOKEN)
  return ready
}

it('takes commands of the menu of a message, subcommands, channels, files and permissions', async () => {
  await register(daily, { name: 'Check this Claim', type: 3, contexts: [0, 1, 2], integration_types: [0, 1] })
  expect(await rest.get(Routes.applicationCommands(APPLICATION))).toMatchObject([
    { name: 'daily', type: 1, default_member_permissions: '32' },
    { name: 'Check this Claim', type: 3, description: '' },
  ])
})

it.each<[string, object]>([
  ['a description of a message command', { name: 'A', type: 3, description: 'no' }],
  ['options of a message command', { name: 'A', type: 3, options: [string] }],
  ['a name with spaces', { name: 'a b', description: 'x' }],
  ['a subcommand beside an option', { name: 'a', description: 'x', options: [...daily.options, string] }],
  ['subcommands in subcommands', { name: 'a', description: 'x', options: [{ ...daily, type: 1 }] }],
  ['an option twice', { name: 'a', description: 'x', options: [string, string] }],
  ['required last', { name: 'a', description: 'x', options: [string, { ...string, name: 'b', required: true }] }],
  ['channel_types of words', { name: 'a', description: 'x', options: [{ ...string, channel_types: [0] }] }],
  ['autocomplete of a channel', { name: 'a', description: 'x', options: [{ ...string, type: 7, autocomplete: true }] }],
  ['a name in capitals in German', { name: 'a', description: 'x', name_localizations: { de: 'Frage' } }],
  ['a long description in French', { name: 'a', description: 'x', description_localizations: { fr: 'x'.repeat(101) } }],
  ['a language of its own', { name: 'a', description: 'x', name_localizations: { klingon: 'a' } }],
  [
    'options called the same in German',
    {
      name: 'a',
      description: 'x',
      options: [
        { ...string, name_localizations: { de: 'b' } },
        { ...string, name: 'b' },
      ],
    },
  ],
  ['permissions as a number', { name: 'a', description: 'x', default_member_permissions: 8 }],
])('refuses %s', async (_what, command) => {
  await expect(register(command)).rejects.toMatchObject({ code: 50035 })
  expect(discord.faults.splice(0)).toHaveLength(1)
})

it('sends a subcommand from a guild, with a channel and a file', async () => {
  await register(daily)
  const other = discord.addChannel('other')
  discord.setPermissions(other, { view: true, send: false })
  let seen: ChatInputCommandInteraction | undefined
  await connect(async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    seen = interaction
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    await interaction.editReply('done')
    await interaction.followUp('and more')
  })
  const file = { url: 'https://cdn.discordapp.com/a.bib', filename: 'a.bib', size: 3 }
  const options = { at: { channel: GUILD_CHANNEL }, count: 5, file: { attachment: file } }
  const how = { subcommand: 'set', guild: true, channelId: other, userId: '42', memberPermissions: '32', locale: 'de' }
  expect(await discord.command('daily', options, how)).toMatchObject({ content: 'done', ephemeral: true })
  expect(seen?.options.getSubcommand()).toBe('set')
  expect(seen?.options.getChannel('at', true)).toMatchObject({ id: GUILD_CHANNEL, name: 'papers' })
  expect(seen?.options.getInteger('count')).toBe(5)
  expect(seen?.options.getAttachment('file')).toMatchObject({ url: file.url, name: 'a.bib', size: 3 })
  expect(seen).toMatchObject({ guildId: GUILD, channelId: other, locale: 'de', context: 0, user: { id: '42' } })
  expect(seen?.memberPermissions?.has(PermissionFlagsBits.ManageGuild)).toBe(true)
  expect(seen?.memberPermissions?.has(PermissionFlagsBits.BanMembers)).toBe(false)
  expect(seen?.appPermissions.has(PermissionFlagsBits.SendMessages)).toBe(false)
  expect(seen?.appPermissions.has(PermissionFlagsBits.ViewChannel)).toBe(true)
  await expect.poll(() => discord.followUps).toMatchObject([{ content: 'and more', ephemeral: false }])
})

it('shows an answer given at once, in private as a person and in public', async () => {
  const users: string[] = []
  await connect(async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    users.push(interaction.user.id)
    if (interaction.inGuild()) return interaction.reply({ content: 'public', withResponse: true })
    return interaction.reply({ content: 'private', flags: MessageFlags.Ephemeral })
  })
  expect(await discord.command('a', {}, { userId: '42' })).toMatchObject({ content: 'private', ephemeral: true })
  expect(await discord.command('a', {}, { guild: true })).toMatchObject({ content: 'public', ephemeral: false })
  expect(users).toEqual(['42', READER])
})

it('completes an option of a subcommand', async () => {
  let seen: AutocompleteInteraction | undefined
  await connect(async (interaction) => {
    if (!interaction.isAutocomplete()) return
    seen = interaction
    await interaction.respond([{ name: 'A', value: 'a' }])
  })
  const how = { subcommand: 'set', guild: true, filled: { count: 3 } }
  expect(await discord.autocomplete('daily', 'topic', 'wor', how)).toEqual([{ name: 'A', value: 'a' }])
  expect(seen?.options.getSubcommand()).toBe('set')
  expect(seen?.options.getFocused()).toBe('wor')
  expect(seen).toMatchObject({ guildId: GUILD })
})

it('sends a command of the menu of a message, with the words of the message', async () => {
  let seen: MessageContextMenuCommandInteraction | undefined
  await connect(async (interaction) => {
    if (!interaction.isMessageContextMenuCommand()) return
    seen = interaction
    await interaction.reply(`${interaction.commandName}: ${interaction.targetMessage.content}`)
  })
  const target = { content: 'It is 3x faster.', authorId: '42' }
  expect(await discord.messageCommand('Check this', target, { guild: true })).toMatchObject({
    content: 'Check this: It is 3x faster.',
  })
  expect(seen?.targetMessage.author.id).toBe('42')
  expect(seen?.targetId).toBe(seen?.targetMessage.id)
  expect((await discord.messageCommand('Check this', target)).content).toContain('3x')
})

it('tells of channels, permissions and threads, and takes posts of the client', async () => {
  const { channels, users } = await connect()
  const id = discord.addChannel('other')
  await expect.poll(() => channels.cache.has(id)).toBe(true)
  const channel = (await channels.fetch(id)) as TextChannel
  const mayView = () => channel.permissionsFor(APPLICATION)?.has(PermissionFlagsBits.ViewChannel)
  expect(mayView()).toBe(true)
  const sent = await channel.send({ content: 'papers', nonce: 'n', enforceNonce: true })
  const thread = await sent.startThread({ name: 'Details' })
  await thread.send('inside')
  expect(discord.messages(thread.id)).toMatchObject([{ content: 'inside' }])
  expect((await channel.messages.fetch({ after: '0', cache: false })).map((each) => each.hasThread)).toEqual([true])
  await users.send('42', 'psst')
  expect(discord.privateMessages('42')).toMatchObject([{ content: 'psst' }])
  discord.setPermissions(id, { view: false, send: false })
  await expect.poll(mayView).toBe(false)
  discord.removeChannel(id)
  await expect.poll(() => channels.cache.has(id) || channels.cache.has(thread.id)).toBe(false)
})

it('clicks a button under a post, which then changes where it lies', async () => {
  const row = { type: 1, components: [{ type: 2, style: 2, label: 'Follow', customId: 'follow' }] }
  const ready = await connect(async (interaction) => {
    if (!interaction.isButton()) return
    await interaction.deferUpdate()
    await interaction.editReply({ content: `${interaction.user.id} ${interaction.message.content}`, components: [] })
  })
  const channel = (await ready.channels.fetch(GUILD_CHANNEL)) as TextChannel
  await channel.send({ content: 'papers', components: [row] })
  const [post] = discord.said
  if (!post) throw new Error('nothing was said')
  expect(await discord.click(post, 'Follow', { userId: '42' })).toMatchObject({ content: '42 papers', id: post.id })
  expect(discord.messages(GUILD_CHANNEL)).toMatchObject([{ content: '42 papers', buttons: [] }])
})

it('asks the bot itself in a guild', async () => {
  const echo = defineCommand({
    name: 'echo',
    description: 'Says it again',
    options: z.object({ words: z.string().describe('What to say') }),
    example: 'echo hello',
    run: async (_app, { words }) => ({ result: words, reply: { heading: words, cards: [] } }),
  })
  const bot = await startBot({
    token: TOKEN,
    apiBase: discord.apiBase,
    commands: [echo],
    app: stubApp(),
    log: pino({ level: 'silent' }),
    registration: { load: () => undefined, save: () => {} },
    drawChart: async () => Buffer.from('png'),
  })
  await discord.connected()
  const shown = await discord.command('echo', { words: 'hello' }, { guild: true })
  expect(shown.content).toContain('hello')
  await bot.stop()
})

// Discord's own description of its API is not part of this project: where it lies beside it, answers are held against it.
const SPEC = join(import.meta.dirname, '../../../shared/discord/openapi.json')

it.skipIf(!existsSync(SPEC))('answers as the description of the API says', async () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  for (const format of ['int32', 'int64', 'snowflake', 'nonce', 'double', 'uri', 'date-time'])
    ajv.addFormat(format, true)
  ajv.addSchema(JSON.parse(readFileSync(SPEC, 'utf8')), 'discord')
  const wrong = (schema: string, value: unknown) =>
    ajv.validate({ $ref: `discord#/components/schemas/${schema}` }, value) ? [] : ajv.errors
  const allowed_mentions = { parse: [] }
  const row = { type: 1, components: [{ type: 2, style: 2, label: 'Next', custom_id: 'n' }] }
  const components = [{ type: 17, components: [{ type: 10, content: 'T' }, row] }]
  const body = { flags: V2, components, allowed_mentions, nonce: 'n', enforce_nonce: true }
  const files = [{ name: 'a.csv', data: Buffer.from('1') }]
  const route = Routes.channelMessages(GUILD_CHANNEL)
  const sent = (await rest.post(route, { body, files })) as { id: string }
  expect(wrong('MessageResponse', sent)).toEqual([])
  const thread = await rest.post(Routes.threads(GUILD_CHANNEL, sent.id), { body: { name: 'x' } })
  expect(wrong('ThreadResponse', thread)).toEqual([])
  expect(wrong('MessageResponse', await rest.get(Routes.channelMessage(GUILD_CHANNEL, sent.id)))).toEqual([])
  expect(wrong('GuildChannelResponse', await rest.get(Routes.channel(GUILD_CHANNEL)))).toEqual([])
  const direct = await rest.post(Routes.userChannels(), { body: { recipient_id: READER } })
  expect(wrong('PrivateChannelResponse', direct)).toEqual([])
  expect(wrong('UserResponse', await rest.get(Routes.user(READER)))).toEqual([])
  expect(wrong('GuildMemberResponse', await rest.get(Routes.guildMember(GUILD, READER)))).toEqual([])
  const { roles } = (await rest.get(Routes.guild(GUILD))) as { roles: unknown[] }
  expect(roles.flatMap((role) => wrong('GuildRoleResponse', role))).toEqual([])
})
