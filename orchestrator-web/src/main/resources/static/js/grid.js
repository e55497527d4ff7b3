// The grid's squares are a path per row and state. One link is laid over the square that is pointed at or has the focus.
(() => {
  'use strict';
  const $ = id => document.getElementById(id);
  const rows = () => [...document.querySelectorAll('.grid .cells[data-states]')];
  const bars = () => [...document.querySelectorAll('.grid .top a')];
  const WORDS = { none: 'Not started' };
  const word = state => WORDS[state] || state[0].toUpperCase() + state.slice(1).replaceAll('_', ' ');
  let at = null, asked = 0, timer = 0;

  // ── what a square is: its run, task, state and address; undefined beside the grid ──
  function square(row, column) {
    const bar = bars()[column], grid = row && row.closest('.grid');
    if (!bar || !grid) return undefined;
    const state = grid.dataset.letters.split(',')[row.dataset.states.charCodeAt(column) - 97];
    // An SVG link's href is an object, not a text: addresses are read from attributes.
    const run = bar.dataset.run;
    return { row, column, state, run, task: row.dataset.title, when: bar.dataset.title, href: state && run + (row.dataset.path || '') };
  }
  function under(e) {
    const row = e.target.closest && e.target.closest('.grid .cells[data-states]');
    if (row) return square(row, Math.floor((e.clientX - row.getBoundingClientRect().left) / pitch()));
    return undefined;
  }
  const pitch = () => Number(document.querySelector('.grid').dataset.pitch);

  // ── the link over it ──
  function place(to) {
    const link = $('cell'), box = $('gridbox').getBoundingClientRect(), row = to.row.getBoundingClientRect();
    at = to;
    link.hidden = false;
    link.className = 'cell' + (to.href ? '' : ' off');
    if (to.href) link.href = to.href; else link.removeAttribute('href');
    link.style.left = row.left + to.column * pitch() - box.left + $('gridbox').scrollLeft + 'px';
    link.style.top = row.top - box.top + $('gridbox').scrollTop + 'px';
    link.style.width = pitch() + 'px';
    link.style.height = row.height + 'px';
    label(to.href && to.row.dataset.path ? known.get(key(to)) : '');
  }
  const key = to => to.href + ' ' + to.state;
  const known = new Map();
  function label(more) {
    const says = at.state ? word(at.state) : 'Not in this run', tip = $('celltip').children;
    $('cell').setAttribute('aria-label', at.task + ', run ' + at.when + ', ' + says.toLowerCase() + (more ? ', ' + more : ''));
    tip[0].textContent = at.task + ', ' + at.when;
    tip[1].textContent = says;
    tip[1].className = 'st ' + (at.state || 'none');
    tip[2].textContent = more || '';
  }
  function hide() { clearTimeout(timer); $('celltip').hidden = true; }
  function tip() {
    const tip = $('celltip'), cell = $('cell').getBoundingClientRect();
    tip.hidden = false;
    const size = tip.getBoundingClientRect(), below = cell.bottom + 6;
    tip.style.left = Math.max(8, Math.min(innerWidth - size.width - 8, cell.left)) + 'px';
    tip.style.top = (below + size.height > innerHeight ? cell.top - size.height - 6 : below) + 'px';
  }

  // ── try, time and reason are asked for where somebody stays ──
  function tell(to) {
    place(to);
    tip();
    clearTimeout(timer);
    if (!to.href || !to.row.dataset.path || known.has(key(to))) return;
    timer = setTimeout(() => ask(to), 80);
  }
  function ask(to) {
    const mine = ++asked, run = decodeURIComponent(to.run.slice(to.run.lastIndexOf('/') + 1));
    const query = new URLSearchParams({ run, task: to.task });
    fetch(to.row.closest('.grid').dataset.cell + '?' + query, { headers: { 'X-Live': '1' }, credentials: 'same-origin' })
      .then(r => r.ok ? r.text() : '')
      .then(more => {
        if (!more) return;
        known.set(key(to), more);
        if (mine === asked && at && key(at) === key(to)) { label(more); if (!$('celltip').hidden) tip(); }
      })
      .catch(() => {});
  }

  // ── pointer ──
  document.addEventListener('pointermove', e => {
    if (e.target.id === 'cell' && e.pointerType !== 'touch') return;
    const to = under(e);
    if (to) { if (!at || $('cell').hidden || to.row !== at.row || to.column !== at.column) tell(to); } else if ($('gridbox') && e.target.id !== 'cell') leave();
  });
  function leave() { if (document.activeElement !== $('cell')) { $('cell').hidden = true; hide(); } }
  // A finger has no hover: its tap falls on the row.
  document.addEventListener('click', e => {
    const to = e.target.id !== 'cell' && e.detail !== 0 && under(e);
    if (!to || e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    if (to.href) location.href = to.href;
  });

  // ── shift and a click, or shift and Enter, on another run: the two beside each other ──
  document.addEventListener('click', e => {
    if (!e.shiftKey || !$('gridbox') || !e.target.closest) return;
    const bar = e.target.closest('.grid .top a'), square = bar || (e.target.id === 'cell' ? at : under(e));
    const run = bar ? bar.dataset.run : square && square.run, chosen = document.querySelector('.grid').dataset.selected;
    if (!run || !chosen || run === chosen) return;
    e.preventDefault();
    location.href = chosen + '/compare?with=' + encodeURIComponent(decodeURIComponent(run.slice(run.lastIndexOf('/') + 1)));
  }, true);

  // ── keys: arrows and h j k l walk, Home and End go to the first and last run, Enter follows the link ──
  const STEPS = { ArrowLeft: [0, -1], h: [0, -1], ArrowRight: [0, 1], l: [0, 1], ArrowUp: [-1, 0], k: [-1, 0], ArrowDown: [1, 0], j: [1, 0], Home: [0, -1e6], End: [0, 1e6] };
  function from() {
    const focused = document.activeElement, bar = bars().indexOf(focused);
    if (bar >= 0) return { row: -1, column: bar };
    if (focused.id === 'cell' && at) return { row: rows().indexOf(at.row), column: at.column };
    return focused.id === 'gridbox' ? { row: -1, column: bars().length - 1 } : null;
  }
  document.addEventListener('keydown', e => {
    if (e.key === 'Escape' && $('celltip')) hide();
    const step = STEPS[e.key], start = step && !e.metaKey && !e.ctrlKey && !e.altKey && $('gridbox') && from();
    if (!start) return;
    e.preventDefault();
    const all = rows(), row = Math.min(all.length - 1, start.row + step[0]);
    const column = Math.max(0, Math.min(bars().length - 1, start.column + step[1]));
    if (row < 0) { hide(); bars()[column].focus(); return; }
    const to = square(all[row], column);
    place(to);
    $('cell').focus({ preventScroll: true });
    reveal();
    tell(to);
  }, true); // before the keys of the page
  /** Scrolls until the square stands beside the labels, not below them. */
  function reveal() {
    const link = $('cell'), box = $('gridbox'), cell = link.getBoundingClientRect();
    const left = at.row.previousElementSibling.getBoundingClientRect().right, right = box.getBoundingClientRect().right;
    if (cell.left < left) box.scrollLeft -= left - cell.left; else if (cell.right > right) box.scrollLeft += cell.right - right;
    link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
  document.addEventListener('focusout', e => { if (e.target.id === 'cell') leave(); });

  // ── after the page was refreshed: rows may have moved, states changed ──
  document.addEventListener('orchestrator:refreshed', () => {
    if (!at || !$('cell') || $('cell').hidden) return;
    const row = at.row.isConnected ? at.row : rows().find(r => r.dataset.title === at.task);
    const column = bars().findIndex(b => b.dataset.run === at.run);
    const to = row && square(row, column);
    if (to) place(to); else leave();
  });
})();
