import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { UserError } from '../errors.ts'
import { fileIn, type Named } from './named.ts'

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
export function parseXml(xml: string, name: Named): unknown {
  const file = fileIn(name)
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) {
    throw new UserError('broken_xml', (say) => say('error.xmlDoctype', file(say)))
  }
  const valid = XMLValidator.validate(xml)
  if (valid !== true) {
    const { line, msg: reason } = valid.err
    throw new UserError('broken_xml', (say) => say('error.xmlBroken', { ...file(say), line, reason }))
  }
  try {
    return parser.parse(xml)
  } catch (cause) {
    throw new UserError('broken_xml', (say) => say('error.xmlStrange', file(say)), { cause })
  }
}
