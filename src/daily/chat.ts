import type { Reply } from '../render/reply.ts'
import type { Target } from './state.ts'

/** One message of a reply on its way to a channel or a person. */
export interface Outgoing {
  target: Target
  reply: Reply
  /** Which of the reply's messages, counted from 0. */
  page: number
  /** Ids of the people who are mentioned above it. */
  mentions: readonly string[]
}

export interface Sent {
  channelId: string
  messageId: string
}

/** Port: where posts go. */
export interface Chat {
  /** How many messages a reply makes. */
  pages(reply: Reply): number
  /** Sends a message. The same `nonce` (at most 25 characters) within some minutes gives the message sent before. */
  send(outgoing: Outgoing, nonce: string): Promise<Sent>
  /** The message that is there already, when it was sent after `since` (milliseconds). */
  find(outgoing: Outgoing, since: number): Promise<Sent | undefined>
  /** Opens a thread on a message; one that is open already stays. */
  openThread(sent: Sent, name: string): Promise<void>
}

/** The channel or the person cannot be written to, and trying again would change nothing. */
export class ChatRefused extends Error {
  /** For people: "the channel is gone". */
  readonly why: string

  constructor(why: string, options?: { cause?: unknown }) {
    super(why, options)
    this.name = 'ChatRefused'
    this.why = why
  }
}
