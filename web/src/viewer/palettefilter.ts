import { type Palette, colorsOf } from "./palettes";

const SVG = "http://www.w3.org/2000/svg";

/** A filter that colors grey pixels as the standard's table says, exactly, for `style.filter`. */
export function paletteFilter(palette: Palette): string {
  const id = `palette-${palette}`;
  if (!document.getElementById(id)) document.body.append(drawing(id, palette));
  return `url("#${id}")`;
}

/** A drawing of no size that holds the filter: out of sight, but not hidden, or its filter would not count. */
function drawing(id: string, palette: Palette): SVGSVGElement {
  const filter = document.createElementNS(SVG, "filter");
  filter.id = id;
  // tables are in the canvas's own values, not in linear light
  filter.setAttribute("color-interpolation-filters", "sRGB");
  for (const [name, value] of Object.entries({ x: 0, y: 0, width: 1, height: 1 })) filter.setAttribute(name, String(value));
  const transfer = document.createElementNS(SVG, "feComponentTransfer");
  ["feFuncR", "feFuncG", "feFuncB"].forEach((name, channel) => {
    const table = document.createElementNS(SVG, name);
    table.setAttribute("type", "discrete");
    table.setAttribute("tableValues", [...(colorsOf(palette)[channel] ?? [])].map(share).join(" "));
    transfer.append(table);
  });
  filter.append(transfer);
  const holder = document.createElementNS(SVG, "svg");
  holder.setAttribute("class", "unseen");
  holder.setAttribute("aria-hidden", "true");
  holder.append(filter);
  return holder;
}

/** Of full brightness. A quarter more than the value, so that it is the same whether a browser rounds or cuts off. */
function share(value: number): string {
  return Math.min(1, (value + 0.25) / 255).toFixed(5);
}
