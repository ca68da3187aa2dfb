/** An element of an XML document; its text is all the text directly in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Reads the XML that reporters write: elements, attributes and text, nothing else. Throws where it is not well-formed.
 * Source: https://www.w3.org/TR/xml/
 */
export function parseXml(source: string): XmlElement {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!source.startsWith(declaration)) throw new Error('no XML declaration');
  if (forbidden.test(source)) throw new Error(`a forbidden character: ${JSON.stringify(forbidden.exec(source)?.[0])}`);
  let at = declaration.length;
  const root = element();
  if (source.slice(at).trim() !== '') throw new Error(`something after the root: ${source.slice(at, at + 40)}`);
  return root;

  function take(pattern: RegExp): RegExpExecArray {
    const sticky = new RegExp(pattern, 'y');
    sticky.lastIndex = at;
    const match = sticky.exec(source);
    if (match === null) throw new Error(`not well-formed at ${JSON.stringify(source.slice(at, at + 60))}`);
    at += match[0].length;
    return match;
  }

  function element(): XmlElement {
    const name = take(/<([A-Za-z][\w-]*)/)[1] as string;
    const attributes: Record<string, string> = {};
    while (/\s/.test(source[at] ?? '')) {
      const [, key = '', value = ''] = take(/\s+([A-Za-z][\w-]*)="([^"<]*)"/);
      if (Object.hasOwn(attributes, key)) throw new Error(`${key} twice`);
      attributes[key] = decoded(value);
    }
    if (take(/\/?>/)[0] === '/>') return { name, attributes, children: [], text: '' };
    const children: XmlElement[] = [];
    let text = '';
    while (!source.startsWith('</', at)) {
      text += decoded(take(/[^<]*/)[0]);
      if (source[at] === '<' && source[at + 1] !== '/') children.push(element());
      if (at >= source.length) throw new Error(`${name} does not end`);
    }
    if (take(/<\/([A-Za-z][\w-]*)>/)[1] !== name) throw new Error(`${name} ends as another`);
    return { name, attributes, children, text: text.trim() };
  }
}

function decoded(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in text');
  return text.replaceAll(/&(\w*);?/g, (whole, name: string) => {
    const character = entities[name];
    if (character === undefined || !whole.endsWith(';')) throw new Error(`no entity ${whole}`);
    return character;
  });
}
