// The graph opens fitted into its frame; + and - zoom, 0 fits again, a drag moves it, ctrl and the wheel zoom at the pointer.
// A search centres a task, a small map shows where one is in a large graph, and what is seen can be downloaded.
(() => {
  'use strict';
  const NAMES = 0.6, MAPPED = 40, MAP_WIDTH = 180, MAP_HEIGHT = 120;
  let zoom = 0; // 0: fitted
  const $ = id => document.getElementById(id);
  const box = () => $('graphbox');
  const svg = () => $('graph');
  const natural = () => svg().viewBox.baseVal;
  const scale = () => svg().getScreenCTM().a;
  const nodes = () => [...svg().querySelectorAll('a')];

  function show() {
    if (!box() || !svg()) return;
    box().classList.toggle('near', zoom > 0);
    svg().style.width = zoom > 0 ? natural().width * zoom + 'px' : '';
    box().classList.toggle('far', scale() < NAMES);
    for (const id of ['graph-zoom', 'graph-svg']) if ($(id)) $(id).hidden = false;
    map();
  }
  function to(next, x, y) {
    const at = scale(), frame = box().getBoundingClientRect();
    const px = x === undefined ? frame.width / 2 : x - frame.left, py = y === undefined ? frame.height / 2 : y - frame.top;
    const left = (box().scrollLeft + px) / at, top = (box().scrollTop + py) / at;
    zoom = next && Math.max(0.05, Math.min(3, next));
    show();
    if (zoom) { box().scrollLeft = left * zoom - px; box().scrollTop = top * zoom - py; }
  }
  const step = { in: () => scale() * 1.3, out: () => scale() / 1.3, fit: () => 0 };
  const KEYS = { '+': 'in', '=': 'in', '-': 'out', 0: 'fit' };
  document.addEventListener('keydown', e => {
    if (!box() || !svg() || e.metaKey || e.ctrlKey || e.altKey || !box().contains(document.activeElement)) return;
    if (KEYS[e.key]) { e.preventDefault(); to(step[KEYS[e.key]]()); }
  });
  document.addEventListener('wheel', e => {
    if (!e.ctrlKey || !e.target.closest || !e.target.closest('#graphbox')) return;
    e.preventDefault();
    to(scale() * Math.exp(-e.deltaY / 300), e.clientX, e.clientY);
  }, { passive: false });
  document.addEventListener('click', e => {
    const button = e.target.closest && e.target.closest('#graph-zoom [data-zoom]');
    if (button) to(step[button.dataset.zoom]());
    if (e.target.closest && e.target.closest('#graph-svg')) download();
  });

  let drag = null;
  document.addEventListener('pointerdown', e => { if (zoom && e.button === 0 && e.target.closest && e.target.closest('#graph') && !e.target.closest('a')) drag = [e.clientX + box().scrollLeft, e.clientY + box().scrollTop]; });
  document.addEventListener('pointermove', e => { if (drag && box()) { box().scrollLeft = drag[0] - e.clientX; box().scrollTop = drag[1] - e.clientY; } });
  document.addEventListener('pointerup', () => { drag = null; });

  // ── search: the task is brought to the middle, large enough to be read ──
  const spot = node => { const b = node.querySelector('.box'), n = name => Number(b.getAttribute(name)); return { x: n('x'), y: n('y'), width: n('width'), height: n('height') }; };
  let hits = [], hit = -1;
  function centre(node) {
    for (const found of svg().querySelectorAll('.found')) found.classList.remove('found');
    node.classList.add('found');
    const s = spot(node);
    if (scale() < 1) { zoom = 1; show(); }
    const at = scale();
    box().scrollLeft = (s.x + s.width / 2) * at - box().clientWidth / 2;
    box().scrollTop = (s.y + s.height / 2) * at - box().clientHeight / 2;
    box().scrollIntoView({ block: 'nearest' });
  }
  function search() {
    const part = $('graph-find').value.trim().toLowerCase();
    hits = part ? nodes().filter(node => node.dataset.id.toLowerCase().includes(part)) : [];
    const just = hits.findIndex(node => node.dataset.id.toLowerCase() === part);
    hit = Math.max(0, just);
    found(part);
  }
  function found(part) {
    if (hits.length) centre(hits[hit]); else for (const was of svg().querySelectorAll('.found')) was.classList.remove('found');
    $('graph-found').textContent = hits.length ? (hit + 1) + ' of ' + hits.length + ': ' + hits[hit].dataset.id : part ? 'Enter looks in what is folded, too' : '';
  }
  let waits = 0;
  document.addEventListener('input', e => { if (e.target.id === 'graph-find' && svg()) { clearTimeout(waits); waits = setTimeout(search, 120); } });
  document.addEventListener('keydown', e => {
    if (e.target.id !== 'graph-find' || e.key !== 'Enter' || !svg()) return;
    clearTimeout(waits);
    const part = e.target.value.trim().toLowerCase(), known = hits.length && hits[0].isConnected && hits[hit].dataset.id.toLowerCase().includes(part);
    if (!known) { search(); if (hits.length) e.preventDefault(); return; } // else the server opens what is folded
    e.preventDefault();
    hit = (hit + (e.shiftKey ? -1 : 1) + hits.length) % hits.length;
    found(part);
  });

  // ── map: of a large graph that does not fit its frame ──
  let drawn = null, factor = 1; // drawn: of which graph, until it is refreshed
  function map() {
    const small = $('minimap');
    if (!small) return;
    const all = nodes(), over = box().scrollWidth > box().clientWidth + 1 || box().scrollHeight > box().clientHeight + 1;
    small.hidden = !(zoom && over && all.length >= MAPPED);
    if (small.hidden) return;
    if (drawn !== svg() || !small.firstElementChild) draw(small, all);
    here();
  }
  function draw(small, all) {
    drawn = svg();
    factor = Math.min(MAP_WIDTH / natural().width, MAP_HEIGHT / natural().height);
    const paths = new Map();
    for (const node of all) {
      const s = spot(node), glyph = node.querySelector('path.sf'), state = glyph ? glyph.getAttribute('class') : 'sf';
      const d = 'M' + s.x + ' ' + s.y + 'h' + s.width + 'v' + s.height + 'h-' + s.width + 'z';
      paths.set(state, (paths.get(state) || '') + d);
    }
    const ns = 'http://www.w3.org/2000/svg', chart = document.createElementNS(ns, 'svg');
    chart.setAttribute('viewBox', '0 0 ' + natural().width + ' ' + natural().height);
    chart.setAttribute('width', Math.max(24, natural().width * factor));
    chart.setAttribute('height', Math.max(16, natural().height * factor));
    chart.setAttribute('preserveAspectRatio', 'none');
    for (const [state, d] of paths) { const path = document.createElementNS(ns, 'path'); path.setAttribute('class', state); path.setAttribute('d', d); chart.append(path); }
    const view = document.createElementNS(ns, 'rect');
    view.setAttribute('class', 'here');
    view.setAttribute('vector-effect', 'non-scaling-stroke');
    chart.append(view);
    small.replaceChildren(chart);
  }
  function here() {
    const view = $('minimap') && $('minimap').querySelector('.here');
    if (!view || $('minimap').hidden) return;
    const at = scale(), b = box();
    const parts = { x: b.scrollLeft / at, y: b.scrollTop / at, width: b.clientWidth / at, height: b.clientHeight / at };
    for (const [name, value] of Object.entries(parts)) view.setAttribute(name, value);
  }
  document.addEventListener('scroll', e => { if (e.target.id === 'graphbox') requestAnimationFrame(here); }, { capture: true, passive: true });
  function jump(e) {
    const r = $('minimap').firstElementChild.getBoundingClientRect(), at = scale();
    box().scrollLeft = (e.clientX - r.left) / r.width * natural().width * at - box().clientWidth / 2;
    box().scrollTop = (e.clientY - r.top) / r.height * natural().height * at - box().clientHeight / 2;
  }
  document.addEventListener('pointerdown', e => { if (e.target.closest && e.target.closest('#minimap')) { e.preventDefault(); jump(e); } });
  document.addEventListener('pointermove', e => { if (e.buttons === 1 && e.target.closest && e.target.closest('#minimap')) jump(e); });

  // ── download: what is seen, with its colours written into it and every name legible ──
  const LOOKS = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor'];
  function download() {
    const far = box().classList.contains('far');
    box().classList.remove('far');
    const copy = svg().cloneNode(true), from = [...svg().querySelectorAll('*')], into = [...copy.querySelectorAll('*')];
    from.forEach((node, at) => {
      const look = getComputedStyle(node);
      if (!/^(rect|path|text)$/.test(node.nodeName)) return;
      for (const name of LOOKS) if (look.getPropertyValue(name)) into[at].setAttribute(name, look.getPropertyValue(name));
    });
    box().classList.toggle('far', far);
    for (const node of into) { node.removeAttribute('class'); node.removeAttribute('href'); node.removeAttribute('data-id'); }
    const ground = document.createElementNS(copy.namespaceURI, 'rect');
    for (const [name, value] of [['width', '100%'], ['height', '100%'], ['fill', getComputedStyle($('main')).backgroundColor]]) ground.setAttribute(name, value);
    copy.prepend(ground);
    for (const name of ['id', 'class', 'style', 'role']) copy.removeAttribute(name);
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }));
    link.download = $('graph-svg').dataset.name.replace(/[^\w.-]+/g, '_') + '.svg';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function refreshed() {
    drawn = null;
    show();
    if (hits.length && svg()) { const id = hits[hit].dataset.id, again = nodes().find(node => node.dataset.id === id); if (again) again.classList.add('found'); }
  }
  addEventListener('resize', show);
  document.addEventListener('orchestrator:refreshed', refreshed);
  show();
  const asked = svg() && svg().querySelector('.found');
  if (asked) { hits = [asked]; hit = 0; centre(asked); }
})();
