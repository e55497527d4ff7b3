// A log of any size: lines by number, search on the server, what is left out between beginning and end.
// Nothing here holds the page up: what is fetched comes in portions, each put in by a task of its own.
(() => {
  'use strict';
  const STEP = 2000, ROW = 20, TOP = 110;
  const log = () => document.getElementById('log');
  const pause = () => new Promise(done => setTimeout(done));

  // ── lines by number ──
  const blocks = () => log() ? [...log().querySelectorAll('.lb')] : [];
  function blockOf(n) {
    const all = blocks();
    let low = 0, high = all.length - 1;
    while (low < high) { const mid = (low + high + 1) >> 1; if (Number(all[mid].dataset.first) <= n) low = mid; else high = mid - 1; }
    const b = all[low];
    return b && n >= Number(b.dataset.first) && n < Number(b.dataset.first) + count(b) ? b : null;
  }
  const count = b => b.dataset.numbers.split('\n').length;
  /** The text of a line in its block. */
  function rangeOf(block, n) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), range = document.createRange();
    let skip = n - Number(block.dataset.first), begun = skip === 0, node = walker.nextNode();
    if (begun) range.setStart(node, 0);
    for (; node; node = walker.nextNode()) {
      for (let at = node.data.indexOf('\n'); at >= 0; at = node.data.indexOf('\n', at + 1)) {
        if (begun) { range.setEnd(node, at); return range; }
        if (--skip === 0) { range.setStart(node, at + 1); begun = true; }
      }
    }
    range.setEndAfter(block.lastChild);
    return range;
  }
  function mark(name, ranges) { if (window.CSS && CSS.highlights) CSS.highlights.set(name, new Highlight(...ranges)); }
  function texts(range) {
    const root = range.commonAncestorContainer;
    if (root.nodeType === Node.TEXT_NODE) return [root];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), all = [];
    while (walker.nextNode()) if (range.intersectsNode(walker.currentNode)) all.push(walker.currentNode);
    return all;
  }
  /** Where the line has what is looked for. */
  function found(range) {
    const q = document.getElementById('q'), form = document.getElementById('log-find');
    if (!q || !q.value || form.elements.regex.checked) return [];
    const fold = t => form.elements.exact.checked ? t : t.toLowerCase(), word = fold(q.value), hits = [];
    for (const node of texts(range)) {
      const from = node === range.startContainer ? range.startOffset : 0, to = node === range.endContainer ? range.endOffset : node.length;
      const text = fold(node.data);
      for (let at = text.indexOf(word, from); at >= 0 && at + word.length <= to; at = text.indexOf(word, at + word.length)) {
        const hit = document.createRange(); hit.setStart(node, at); hit.setEnd(node, at + word.length); hits.push(hit);
      }
    }
    return hits;
  }
  let current = 0; // the line that was gone to
  /** Brings a line into view, from the server if it is not here. */
  async function go(n) {
    current = n;
    let row = document.getElementById('L' + n);
    if (row && !row.classList.contains('l')) row = null;
    if (!row && !blockOf(n)) {
      const gap = [...log().querySelectorAll('.gap')].find(g => n >= Number(g.dataset.from) && n <= Number(g.dataset.to));
      if (!gap) return;
      await fill(gap, Math.max(Number(gap.dataset.from), n - 200), Math.min(Number(gap.dataset.to), n + 799));
    }
    const block = row || blockOf(n);
    if (!block) return;
    const fold = block.closest('details');
    if (fold) fold.open = true;
    const range = document.createRange();
    if (row) range.selectNodeContents(row.lastChild);
    block.scrollIntoView({ block: 'center' });
    const line = row ? range : rangeOf(block, n);
    const box = line.getBoundingClientRect();
    window.scrollBy(0, box.top - window.innerHeight / 3);
    mark('log-line', [line]);
    mark('log-hit', found(line));
  }

  // ── gaps ──
  async function fetched(from, to) {
    const r = await fetch(log().dataset.href + '&from=' + from + '&to=' + to, { headers: { 'X-Live': '1' }, credentials: 'same-origin' });
    if (!r.ok) throw new Error(String(r.status));
    return r.text();
  }
  function narrow(gap, from, to) {
    if (from > to) { gap.remove(); return; }
    gap.dataset.from = from; gap.dataset.to = to;
    gap.querySelector('b').textContent = (to - from + 1).toLocaleString('en') + (from === to ? ' line between' : ' lines between');
  }
  /** Puts lines of a gap in their place; what is left out before and after them stays a gap. */
  async function fill(gap, from, to) {
    const first = Number(gap.dataset.from), last = Number(gap.dataset.to);
    if (from > first && to < last) {
      const before = gap.cloneNode(true);
      gap.before(before);
      narrow(before, first, from - 1);
      narrow(gap, from, last);
    }
    const up = to === last && from > first;
    for (let at = from; at <= to; at += STEP) {
      const a = up ? Math.max(from, to - (at - from) - STEP + 1) : at, b = up ? to - (at - from) : Math.min(to, at + STEP - 1);
      const html = await fetched(a, b);
      if (!gap.isConnected) return;
      gap.insertAdjacentHTML(up ? 'afterend' : 'beforebegin', html);
      narrow(gap, up ? first : b + 1, up ? a - 1 : last);
      await pause();
    }
  }
  let work = Promise.resolve(); // one after the other: both ends of a gap move
  document.addEventListener('click', e => {
    const button = e.target.closest && e.target.closest('.gap [data-load]');
    if (!button) return;
    e.preventDefault();
    const gap = button.closest('.gap'), what = button.dataset.load;
    if (what === 'search') { const q = document.getElementById('q'); q.focus(); q.scrollIntoView({ block: 'center' }); return; }
    work = work.then(() => {
      const from = Number(gap.dataset.from), to = Number(gap.dataset.to);
      return gap.isConnected && fill(gap, what === 'previous' ? Math.max(from, to - 9999) : from, what === 'next' ? Math.min(to, from + 9999) : to);
    }).catch(() => { button.textContent = 'Not loaded. Try again'; });
  });

  // ── a page that follows a log for hours keeps its size: what came first becomes a gap ──
  const MOST = 6000, KEPT = 5000; // blocks
  function newGap() {
    const gap = document.createElement('div');
    gap.className = 'gap';
    gap.innerHTML = '<b></b><button class="btn" type="button" data-load="next">Next 10,000</button><button class="btn" type="button" data-load="previous">Previous 10,000</button>';
    return gap;
  }
  function trim() {
    const all = blocks();
    if (all.length <= MOST || window.scrollY + window.innerHeight < document.body.scrollHeight - 100) return;
    const gaps = log().querySelectorAll('.gap'), gap = gaps.length ? gaps[gaps.length - 1] : newGap();
    if (!gaps.length) all[MOST - KEPT].closest('.sheet').before(gap);
    let left = all.length, sheet = gap.nextElementSibling;
    const first = Number(gap.dataset.from || sheet.firstElementChild.dataset.first);
    while (left > KEPT && sheet && sheet.nextElementSibling && sheet.classList.contains('sheet')) {
      const last = sheet.lastElementChild, next = sheet.nextElementSibling;
      left -= sheet.children.length;
      sheet.remove();
      narrow(gap, first, Number(last.dataset.first) + count(last) - 1);
      sheet = next;
    }
  }
  const watch = new MutationObserver(() => { widen(); trim(); });

  // ── trouble: from one error, or warning, of the whole log to the next ──
  const grave = new Map(); // numbers of lines, by what they were asked for
  let stepped = null; // the last step, which a refreshed page does not know
  const asks = (level, button) => log().dataset.key + ' ' + level + ' ' + button.dataset.count;
  function said() {
    const button = stepped && log() && document.querySelector('[data-grave=' + stepped.level + ']');
    if (button && asks(stepped.level, button) === stepped.asked) button.querySelector('b').textContent = stepped.text;
  }
  async function trouble(level, by) {
    const button = document.querySelector('[data-grave=' + level + ']'), l = log();
    if (!l || !button || !button.hasAttribute('href')) return;
    const asked = asks(level, button);
    if (!grave.has(asked)) {
      const r = await fetch(l.dataset.href + '&grave=' + level, { headers: { 'X-Live': '1' }, credentials: 'same-origin' });
      if (!r.ok) return;
      grave.set(asked, (await r.text()).split(',').filter(n => n).map(Number));
    }
    const all = grave.get(asked), next = by > 0 ? all.find(n => n > current) : all.filter(n => n < current).pop();
    const n = next || all[by > 0 ? 0 : all.length - 1];
    if (!n) return;
    stepped = { level, asked, text: (all.indexOf(n) + 1).toLocaleString('en') + ' of ' + all.length.toLocaleString('en') };
    said();
    history.replaceState(history.state, '', '#L' + n);
    go(n);
  }

  // ── follow: at the end of a log that goes on the page stays there, unless it is told not to ──
  const atEnd = () => window.innerHeight + window.scrollY >= document.body.scrollHeight - 60;
  const follows = () => log().dataset.follow !== 'off' && atEnd();
  function follow() {
    if (!log()) return;
    if (log().dataset.tail && follows()) { log().dataset.follow = 'off'; } else { delete log().dataset.follow; window.scrollTo(0, document.body.scrollHeight); }
    pressed();
  }
  function pressed() {
    const button = document.getElementById('log-follow');
    if (!log() || !button) return;
    button.hidden = !log().dataset.tail;
    button.setAttribute('aria-pressed', String(follows()));
  }
  addEventListener('scroll', pressed, { passive: true });

  // ── search: over the whole log, on the server ──
  let asked = '', hit = -1;
  const finds = () => document.getElementById('log-finds');
  const hits = () => { const f = finds(); return f && f.dataset.lines ? f.dataset.lines.split(',').map(Number) : []; };
  const query = form => { const p = new URLSearchParams(new FormData(form)); p.delete('try'); return p.toString(); };
  function step(by) {
    const all = hits();
    if (!all.length) return;
    hit = (hit + by + all.length) % all.length;
    const words = finds().dataset.words || (finds().dataset.words = document.getElementById('log-hit').textContent);
    document.getElementById('log-hit').textContent = (hit + 1).toLocaleString('en') + ' of ' + words;
    const u = new URL(location.href);
    u.searchParams.set('at', all[hit]); u.hash = 'L' + all[hit];
    history.replaceState(history.state, '', u);
    go(all[hit]);
  }
  async function search(form) {
    const wanted = query(form);
    const r = await fetch(form.dataset.href + '&' + wanted, { headers: { 'X-Live': '1' }, credentials: 'same-origin' });
    if (!r.ok || wanted !== query(form)) return;
    finds().outerHTML = await r.text();
    asked = wanted; hit = -1;
    const u = new URL(location.href);
    for (const name of ['q', 'regex', 'exact', 'at']) u.searchParams.delete(name);
    for (const [name, value] of new URLSearchParams(wanted)) if (value) u.searchParams.set(name, value);
    history.replaceState(history.state, '', u);
    ready();
    step(1);
  }
  document.addEventListener('submit', e => {
    if (e.target.id !== 'log-find') return;
    e.preventDefault();
    if (query(e.target) === asked) step(1); else search(e.target);
  });
  document.addEventListener('keydown', e => {
    if (e.target.id === 'q' && e.key === 'Enter' && e.shiftKey) { e.preventDefault(); step(-1); }
    if (!log() || document.documentElement.dataset.keys === 'off' || document.querySelector('dialog[open]')) return;
    if (e.metaKey || e.ctrlKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.nodeName)) return;
    if (e.key === 'w') wrap();
    if (e.key === 'f') follow();
    if (e.key === 'e' || e.key === 'E') trouble('ERROR', e.key === 'e' ? 1 : -1);
  });
  document.addEventListener('click', e => {
    const button = e.target.closest && e.target.closest('#log-finds [data-hit]');
    if (button) { step(Number(button.dataset.hit)); return; }
    const line = e.target.closest && e.target.closest('#log-finds [data-line]');
    if (line && !e.metaKey && !e.ctrlKey) { e.preventDefault(); hit = hits().indexOf(Number(line.dataset.line)) - 1; step(1); return; }
    if (e.target.closest && e.target.closest('#log-wrap')) { wrap(); return; }
    if (e.target.closest && e.target.closest('#log-follow')) { follow(); return; }
    const bad = e.target.closest && e.target.closest('[data-grave]');
    if (bad && !e.metaKey && !e.ctrlKey && !e.shiftKey) { e.preventDefault(); trouble(bad.dataset.grave, 1); return; }
    const times = e.target.closest && e.target.closest('#log-times');
    if (times && log()) { const line = lineAtTop(); if (line) times.hash = line; return; }
    // The number of a line in a block is no element; its place tells which one it is.
    if (e.target.classList && e.target.classList.contains('lb') && !wrapped()) {
      const n = Number(e.target.dataset.first) + Math.floor((e.clientY - e.target.getBoundingClientRect().top) / ROW);
      history.replaceState(history.state, '', '#L' + n);
      mark('log-line', [rangeOf(e.target, n)]);
    }
  });

  /** Id of the first line in view once one has scrolled: the page with other times opens there. */
  function lineAtTop() {
    const l = log().getBoundingClientRect(), top = document.querySelector('.logtop').getBoundingClientRect().bottom;
    const at = l.top < top && document.elementFromPoint(l.left + 8, top + 12), line = at && at.closest('.l, .lb');
    return line ? line.id : '';
  }

  // ── looks: lines as wide as they are, or wrapped ──
  let choice = null;
  const wrapped = () => choice === null ? window.innerWidth <= 720 : choice;
  function wrap() { choice = !wrapped(); looks(); }
  function looks() {
    const l = log(), button = document.getElementById('log-wrap');
    if (!l) return;
    l.classList.toggle('wide', !wrapped());
    if (button) { button.hidden = !l.querySelector('.lb'); button.setAttribute('aria-pressed', String(wrapped())); }
    pressed();
  }
  let widest = 0;
  function widen() {
    for (const b of log().querySelectorAll('.lb:not([data-seen])')) { b.dataset.seen = ''; widest = Math.max(widest, Number(b.dataset.wide)); }
    log().style.setProperty('--wide', Math.min(widest, 4000) + 'ch');
  }
  function ready() {
    pressed();
    for (const list of document.querySelectorAll('#log-finds details:not([data-seen])')) { list.dataset.seen = ''; list.open = false; }
    for (const hidden of document.querySelectorAll('.gap [data-load=all][hidden], #log-finds [data-hit][hidden]')) hidden.hidden = false;
  }

  // ── opening: a line that the address names, the first error of a short log, the end of a long one ──
  let opened = '';
  function open() {
    const l = log();
    said();
    if (!l || opened === l.dataset.key) return;
    opened = l.dataset.key;
    widest = 0;
    widen(); looks(); ready();
    watch.disconnect();
    watch.observe(l, { childList: true });
    const line = /^#L(\d+)/.exec(location.hash), form = document.getElementById('log-find');
    if (line || hits().length) history.scrollRestoration = 'manual';
    const first = line ? hits().indexOf(Number(line[1])) : 0;
    if (form && hits().length && first >= 0) { asked = query(form); hit = first - 1; step(1); return; }
    if (line) { go(Number(line[1])); return; }
    const visit = performance.getEntriesByType('navigation')[0];
    if (visit && visit.type === 'back_forward') return;
    if (l.dataset.opens === 'end') window.scrollTo(0, document.body.scrollHeight);
    const error = l.dataset.opens === 'error' && l.querySelector('.ERROR'), top = error && error.getBoundingClientRect().top;
    if (error && top > window.innerHeight - 3 * ROW) window.scrollBy(0, top - TOP - 2 * ROW);
  }
  addEventListener('hashchange', () => { const line = /^#L(\d+)/.exec(location.hash); if (log() && line) go(Number(line[1])); });
  document.addEventListener('orchestrator:refreshed', open);
  open();
})();
