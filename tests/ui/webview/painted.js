// What of a document can't be read or seen: [what it is, its contrast, the least it needs], and how
// much was measured. BASE is the ground of a document that has none of its own.
'use strict';
(() => {
  const FOCUSES = %(focuses)s;
  const BASE = %(base)s;
  const LARGE = 3, TEXT = 4.5, PART = 3;
  const found = [];
  const counted = {text: 0, icon: 0, edge: 0, focus: 0};
  const root = document.querySelector('dialog[open]') ?? document.body;

  /** Of `rgb(0, 0, 0)`, or of `color(srgb 0 0 0)`, which a mixture comes to. */
  const numbers = (colour) => {
    const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    const most = colour.includes('srgb') ? 255 : 1;
    return [red * most, green * most, blue * most, alpha];
  };
  const over = ([r, g, b, a], [r2, g2, b2]) => [r * a + r2 * (1 - a), g * a + g2 * (1 - a), b * a + b2 * (1 - a), 1];
  const light = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  /** The colours that may lie behind what an element holds: of a gradient each. */
  const grounds = (element) => {
    if (!element) return [numbers(BASE)];
    const style = getComputedStyle(element);
    const blends = style.backgroundImage.includes('gradient') ? style.backgroundImage.match(/rgba?\([^)]*\)/g) : [];
    const own = numbers(style.backgroundColor);
    const below = own[3] === 1 ? [own] : grounds(element.parentElement).map((one) => over(own, one));
    return blends.length ? blends.flatMap((one) => below.map((under) => over(numbers(one), under))) : below;
  };
  const least = (colour, behind) => Math.min(...behind.map((one) => contrast(over(numbers(colour), one), one)));
  const shown = (element) => element.getClientRects().length
    && element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
  const who = (element) => element.id || element.getAttribute('class') || `${element.localName} in ${element.parentElement?.id}`;
  const note = (kind, element, ratio, needed) => {
    counted[kind] += 1;
    if (ratio < needed) found.push([`${kind} of ${who(element)}`, Number(ratio.toFixed(2)), needed]);
  };
  const needs = (style) => {
    const size = parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? LARGE : TEXT;
  };

  function texts() {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !shown(element) || element.matches('script, style, .watermark')) continue;
      const style = getComputedStyle(element);
      if (numbers(style.color)[3] === 0) continue; // a name that only its picture says
      note('text', element, least(style.color, grounds(element)), needs(style));
    }
  }

  /** What style sheets write or draw before and after an element. */
  function marks() {
    for (const element of root.querySelectorAll('*')) {
      for (const place of ['::before', '::after']) {
        const style = getComputedStyle(element, place);
        if (['none', 'normal'].includes(style.content) || !shown(element)) continue;
        const fill = numbers(style.backgroundColor);
        const written = style.content !== '""';
        const behind = written ? grounds(element).map((one) => over(fill, one)) : grounds(element);
        const drawn = [style.borderBottomColor, style.backgroundColor].filter((_, which) =>
          which ? fill[3] : parseFloat(style.borderBottomWidth));
        const colours = written ? [style.color] : drawn;
        if (colours.length) note('icon', element, Math.max(...colours.map((one) => least(one, behind))), PART);
      }
    }
    for (const svg of root.querySelectorAll('svg')) {
      const style = getComputedStyle(svg);
      if (shown(svg) && style.stroke !== 'none') note('icon', svg, least(style.stroke, grounds(svg.parentElement)), PART);
    }
  }

  /** A control is told from what is around it by its edge or by its fill. */
  function edges() {
    for (const control of root.querySelectorAll('input, button, select, .dot, .saved-list')) {
      if (!shown(control)) continue;
      const style = getComputedStyle(control);
      const around = grounds(control.parentElement);
      const lines = parseFloat(style.borderTopWidth) ? [style.borderTopColor] : [];
      if (style.boxShadow !== 'none') lines.push(style.boxShadow);
      const ratio = Math.max(...[...lines, style.backgroundColor].map((one) => least(one, around)));
      const bare = !lines.length && numbers(style.backgroundColor)[3] === 0;
      if (!bare) note('edge', control, ratio, PART); // with neither, its words are all there is of it
      if (control.matches('input') && control.placeholder.trim() && !control.value) {
        const hint = getComputedStyle(control, '::placeholder');
        note('text', control, least(hint.color, grounds(control)), needs(hint));
      }
    }
  }

  /** After a key was pressed, so that the engine shows where the keyboard is. */
  function focuses() {
    const before = document.activeElement;
    for (const stop of root.querySelectorAll('button, input, select, summary, [tabindex="0"]')) {
      if (!stop.checkVisibility({checkVisibilityCSS: true})) continue;
      stop.focus({preventScroll: true});
      if (!stop.matches(':focus-visible')) {
        found.push([`focus of ${who(stop)}`, 0, PART]);
        continue;
      }
      const ringed = [stop, stop.closest('label')].find((one) =>
        one && getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) >= 2);
      if (!ringed) {
        note('focus', stop, 1, PART);
        continue;
      }
      const style = getComputedStyle(ringed);
      const inside = parseFloat(style.outlineOffset) < 0;
      note('focus', stop, least(style.outlineColor, grounds(inside ? ringed : ringed.parentElement)), PART);
    }
    before?.focus?.({preventScroll: true});
  }

  texts();
  marks();
  edges();
  if (FOCUSES) focuses();
  return JSON.stringify({found, counted});
})()
