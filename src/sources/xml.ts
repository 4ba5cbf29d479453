import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { UserError } from '../errors.ts'

// Values stay text: parsed as numbers, the id 2401.00010 would lose its last digit.
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  htmlEntities: true,
  isArray: (name) => ['entry', 'author', 'item', 'dc:creator'].includes(name),
})

/**
 * A feed as plain objects. Throws UserError when the XML is broken: a feed cut short must not pass for a short feed. So
 * does a document that defines entities of its own, which no feed needs and which can grow a line to gigabytes.
 */
export function parseXml(xml: string, name: string): unknown {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) {
    throw new UserError('broken_xml', `${name} is XML with a DOCTYPE, which no feed of papers has: fetch it again.`)
  }
  const valid = XMLValidator.validate(xml)
  if (valid !== true) {
    throw new UserError(
      'broken_xml',
      `${name} is broken XML in line ${valid.err.line} (${valid.err.msg}): fetch it again.`,
    )
  }
  try {
    return parser.parse(xml)
  } catch (cause) {
    throw new UserError('broken_xml', `${name} is XML that no feed of papers has: fetch it again.`, { cause })
  }
}
