export interface Line {
  color: string;
  name: string;
  value: string;
}

/** Built of nodes, never of markup: what stands in the data stays text. */
export function tooltip(title: string, lines: Line[], instant: string | undefined): HTMLElement {
  const box = element('div', 'tip');
  box.append(element('div', 'tip-title', title === '' ? 'All' : title));
  for (const { color, name, value } of lines) {
    const row = element('div', 'tip-row');
    const key = element('span', 'tip-key');
    key.style.background = color;
    row.append(key, element('span', 'tip-name', name), element('span', 'tip-value', value));
    box.append(row);
  }
  if (instant !== undefined) box.append(element('div', 'tip-instant', instant));
  return box;
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
