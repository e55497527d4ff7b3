// What JavaScript adds: changes arrive by themselves, logs go on, keys work. Every page works without it.
(() => {
  'use strict';
  const doc = document.documentElement;
  doc.classList.add('js');

  // ── times are those of this browser's zone, unless another one was chosen ──
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && doc.dataset.zone && doc.dataset.zone !== zone) {
    const cookie = 'orchestrator_browser_zone=' + encodeURIComponent(zone);
    document.cookie = cookie + '; path=/; max-age=31536000; SameSite=Lax';
    if (document.cookie.includes(cookie)) { location.reload(); return; }
  }

  // ── morphing: the old element becomes the new one; focus, scroll and open menus stay ──
  const keepAttr = (el, name) => name === 'open' && el.tagName === 'DETAILS';
  function attributes(from, to) {
    for (const a of [...from.attributes]) if (!to.hasAttribute(a.name) && !keepAttr(from, a.name)) from.removeAttribute(a.name);
    for (const a of to.attributes) if (from.getAttribute(a.name) !== a.value) from.setAttribute(a.name, a.value);
  }
  const same = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || '') === (b.id || '');
  let answer = false; // an answer shows its own texts; a refresh leaves alone what somebody has typed
  function morph(from, to) {
    if (from.nodeType !== 1) { if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue; return; }
    if (from.hasAttribute('data-keep') && from.dataset.key === to.dataset.key) return;
    if (from.isEqualNode(to)) return;
    const typing = from === document.activeElement && /^(INPUT|TEXTAREA|SELECT)$/.test(from.nodeName);
    const touched = from.nodeName === 'INPUT' && from.value !== from.defaultValue && !answer;
    attributes(from, to);
    if (from.nodeName === 'INPUT' && !typing && !touched && from.type !== 'hidden' && from.type !== 'checkbox') from.value = to.getAttribute('value') || '';
    if (typing || from.nodeName === 'TEXTAREA') return;
    const ids = new Map([...from.children].filter(c => c.id).map(c => [c.id, c]));
    let at = from.firstChild;
    for (const next of [...to.childNodes]) {
      const known = next.id && ids.get(next.id);
      if (known && known !== at) { from.insertBefore(known, at); morph(known, next); continue; }
      if (at && same(at, next)) { const here = at; at = at.nextSibling; morph(here, next); continue; }
      from.insertBefore(document.importNode(next, true), at);
    }
    while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
  }

  // ── signed out: the server says 401 to a script; the page itself leads to the login and back ──
  const signedOut = status => { if (status === 401) location.reload(); return status === 401; };

  if (window.htmx) {
    htmx.defineExtension('morph', {
      isInlineSwap: style => style === 'morph',
      handleSwap: (style, target, fragment) => {
        if (style !== 'morph') return false;
        const next = fragment.querySelector ? fragment.querySelector('#main') || fragment.firstElementChild : fragment;
        if (!next) return [];
        answer = true;
        morph(target, next);
        answer = false;
        afterSwap();
        return [target];
      },
    });
    document.addEventListener('htmx:beforeSwap', e => {
      const status = e.detail.xhr.status;
      if (signedOut(status)) { e.detail.shouldSwap = e.detail.isError = false; return; }
      if (status >= 400 && status !== 503) { e.detail.shouldSwap = true; e.detail.isError = false; }
    });
    document.addEventListener('htmx:afterRequest', e => {
      const cfg = e.detail.requestConfig;
      if (cfg && cfg.verb === 'post') said(e.detail.xhr.responseText);
      if (cfg && cfg.verb === 'post' && e.detail.xhr.status < 400) {
        const url = new URL(e.detail.xhr.responseURL);
        if (url.origin === location.origin && url.pathname + url.search !== location.pathname + location.search) {
          history.pushState({}, '', url.pathname + url.search);
          arrived(e.detail.xhr.responseText);
        }
        connect();
      }
    });
  }

  // ── another page has come by an answer: what surrounds it says where one is ──
  function arrived(html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    document.title = page.title;
    for (const part of ['.bar .crumbs', '.nav', '.tabbar']) {
      const from = document.querySelector(part), to = page.querySelector(part);
      if (from && to) morph(from, to);
    }
  }

  // ── what the last action did stands outside of #main, so that no live change takes it away ──
  function said(html) {
    const from = document.getElementById('toasts'), to = new DOMParser().parseFromString(html, 'text/html').getElementById('toasts');
    if (!from || !to || !to.children.length) return;
    from.replaceChildren(...[...to.childNodes].map(n => document.importNode(n, true)));
    toast();
  }
  function toast() {
    const t = document.getElementById('toast');
    if (!t || t.dataset.seen) return;
    t.dataset.seen = '1';
    let left = Number(t.dataset.left || 8);
    const shown = t.querySelector('.left');
    const clock = setInterval(() => {
      left -= 1;
      if (shown) shown.textContent = left + ' s';
      if (left <= 0) { clearInterval(clock); t.remove(); }
    }, 1000);
  }

  // ── questions: the page that asks before it changes something opens as a dialog ──
  let dialog = null;
  function frame() {
    if (dialog) return dialog;
    dialog = document.createElement('dialog');
    dialog.className = 'ask';
    dialog.setAttribute('aria-labelledby', 'dt');
    dialog.addEventListener('click', e => {
      if (e.target === dialog || e.target.closest('[data-close]')) { e.preventDefault(); dialog.close(); }
    });
    dialog.addEventListener('close', () => dialog.replaceChildren());
    document.body.append(dialog);
    return dialog;
  }
  function ask(url) {
    fetch(url, { headers: { 'X-Live': '1' }, credentials: 'same-origin' })
      .then(r => signedOut(r.status) ? null : r.text())
      .then(html => {
        if (html === null) return;
        const next = new DOMParser().parseFromString(html, 'text/html').getElementById('dialog');
        if (!next) { location.href = url; return; }
        const box = frame(), before = given(box);
        box.replaceChildren(document.importNode(next, true));
        if (!box.open) box.showModal();
        const again = giveBack(box, before);
        const first = again || box.querySelector('#typed') || box.querySelector('.switches input[type=radio]:checked');
        if (first) first.focus();
      })
      .catch(() => { location.href = url; });
  }
  // What somebody has typed, unticked and focused in a question stays when it is asked with another switch.
  function given(box) {
    const at = document.activeElement, note = box.querySelector('#note');
    return {
      note: note && note.value,
      unticked: [...box.querySelectorAll('input.tick:not(:checked)')].map(tick => tick.value),
      focus: at && box.contains(at) && at.name ? '[name="' + CSS.escape(at.name) + '"][value="' + CSS.escape(at.value) + '"]' : null,
    };
  }
  function giveBack(box, before) {
    const note = box.querySelector('#note');
    if (note && before.note !== null) note.value = before.note;
    for (const id of before.unticked) {
      const tick = box.querySelector('input.tick[value="' + CSS.escape(id) + '"]');
      if (tick) tick.checked = false;
    }
    counted();
    return before.focus && box.querySelector('.switches ' + before.focus);
  }
  const address = (form, by) => form.getAttribute('action') + '?' + new URLSearchParams(new FormData(form, by));
  function askWithSwitches() {
    const form = document.getElementById('confirm'), fields = new URLSearchParams();
    for (const s of document.querySelectorAll('.switches input:checked')) fields.append(s.name, s.value);
    fields.set('back', form.elements.back.value);
    ask(form.getAttribute('action') + '?' + fields);
  }
  document.addEventListener('click', e => {
    const a = e.target.closest && e.target.closest('a[data-ask]');
    if (!a || e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    const menu = a.closest('details'); if (menu) menu.open = false;
    ask(withBack(a.getAttribute('href')));
  });
  const withBack = url => url + (url.includes('?') ? '&' : '?') + 'back=' + encodeURIComponent(location.pathname + location.search);
  document.addEventListener('submit', e => {
    if (e.submitter && e.submitter.name === 'look' && dialog && dialog.open) { e.preventDefault(); askWithSwitches(); return; }
    if (e.target.matches('form[data-ask]')) {
      e.preventDefault();
      const url = new URL(address(e.target, e.submitter), location.href);
      url.searchParams.set('back', location.pathname + location.search);
      ask(url.pathname + url.search);
    }
  });
  document.addEventListener('change', e => {
    const switches = e.target.closest && e.target.closest('.switches');
    if (switches) { if (dialog && dialog.open) askWithSwitches(); else e.target.form.requestSubmit(switches.querySelector('button')); return; }
    if (e.target.matches && e.target.matches('input.tick')) counted();
  });
  function counted() {
    const go = document.getElementById('go'), ticks = [...document.querySelectorAll('input.tick:checked')], n = ticks.length;
    if (!go || !go.dataset.counted || !document.querySelector('input.tick')) return;
    const runs = Math.max(1, new Set(ticks.map(tick => tick.dataset.run)).size);
    go.textContent = go.dataset.counted.replace('{n}', n + (n === 1 ? ' task' : ' tasks')).replace('{runs}', runs + (runs === 1 ? ' run' : ' runs'));
    go.disabled = n === 0;
  }

  // ── live: one stream per browser, shared by its tabs; pages fetch themselves again ──
  const badge = document.getElementById('live');
  const words = { live: 'Live', off: 'Reconnecting' };
  function show(state) {
    if (!badge) return;
    badge.className = 'live' + (state === 'off' ? ' is-off' : '');
    if (badge.textContent !== words[state]) badge.textContent = words[state];
  }
  const main = () => document.getElementById('main');

  // ── database away: the page stays, says from when it is, and goes on by itself ──
  let knownAt = new Date();
  function database(state) {
    const bar = document.getElementById('away');
    if (state === 'away') {
      if (bar) return;
      const said = document.createElement('p');
      said.id = 'away'; said.className = 'away'; said.setAttribute('role', 'status');
      said.textContent = 'The database does not answer. This page is as of ' + knownAt.toLocaleTimeString() + ' and goes on by itself.';
      document.body.prepend(said);
      setTimeout(retry, 2000);
    } else {
      knownAt = new Date();
      if (bar) bar.remove();
      if (state === 'back') soon();
    }
  }
  function retry() { if (document.getElementById('away')) { refresh(); setTimeout(retry, 2000); } }
  let timer = 0, busy = false, again = false;
  function refresh() {
    const m = main();
    if (!m || !m.dataset.live || document.hidden) { again = document.hidden; return; }
    if (busy) { again = true; return; }
    busy = true;
    const log = document.getElementById('log'), known = log ? { 'X-Log': log.dataset.key } : {};
    fetch(location.href, { headers: { 'X-Live': '1', ...known }, credentials: 'same-origin' })
      .then(r => { if (r.status === 503) database('away'); return signedOut(r.status) || !r.ok ? '' : r.text(); })
      .then(html => {
        if (!html) return;
        database('here');
        const page = new DOMParser().parseFromString(html, 'text/html');
        for (const id of ['main', 'places', 'health', 'clock']) {
          const from = document.getElementById(id), to = page.getElementById(id);
          if (from && to) morph(from, to);
        }
        if (window.htmx) htmx.process(main());
        afterSwap();
      })
      .catch(() => {})
      .finally(() => { busy = false; if (again) { again = false; soon(); } });
  }
  function soon() { clearTimeout(timer); timer = setTimeout(refresh, 120); }
  function changed(change) {
    const m = main();
    if (!m || !m.dataset.live) return;
    if (m.dataset.live === 'all') return soon();
    if (m.dataset.live === 'dag' && change.dags.includes(m.dataset.dag)) return soon();
    if (m.dataset.live === 'run' && change.runs.includes(m.dataset.dag + '/' + m.dataset.run)) soon();
  }
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('orchestrator-live') : null;
  let source = null;
  function stream() {
    source = new EventSource('/live');
    source.onopen = () => { show('live'); channel && channel.postMessage({ state: 'live' }); };
    source.onerror = () => {
      show('off'); channel && channel.postMessage({ state: 'off' });
      if (source.readyState === EventSource.CLOSED) { soon(); setTimeout(stream, 3000); }
    };
    source.addEventListener('database', e => { database(e.data); channel && channel.postMessage({ database: e.data }); });
    source.addEventListener('again', () => { soon(); channel && channel.postMessage({ again: true }); });
    source.addEventListener('changed', e => { const c = JSON.parse(e.data); changed(c); channel && channel.postMessage({ change: c }); });
  }
  function connect() {
    const m = main();
    if (!m || !m.dataset.live || source) return;
    if (channel && navigator.locks) {
      channel.onmessage = e => { if (e.data.ask && source) channel.postMessage({ state: source.readyState === 1 ? 'live' : 'off' }); if (e.data.state) show(e.data.state); if (e.data.database) database(e.data.database); if (e.data.again) soon(); if (e.data.change) changed(e.data.change); };
      channel.postMessage({ ask: true });
      navigator.locks.request('orchestrator-live', () => { stream(); return new Promise(() => {}); }).catch(() => {});
    } else { stream(); }
  }
  document.addEventListener('visibilitychange', () => { if (!document.hidden) soon(); });

  // ── log tail: asks on where it stopped while the attempt goes on ──
  let tailing = false;
  function tail() {
    const log = document.getElementById('log');
    if (!log || !log.dataset.tail || tailing || document.hidden) return;
    tailing = true;
    const url = log.dataset.tail + '&cursor=' + encodeURIComponent(log.dataset.cursor) + '&number=' + log.dataset.next;
    const bottom = log.dataset.follow !== 'off' && window.innerHeight + window.scrollY >= document.body.scrollHeight - 60;
    fetch(url, { headers: { 'X-Live': '1' }, credentials: 'same-origin' })
      .then(r => !signedOut(r.status) && r.ok ? r.text().then(html => ({ r, html })) : null)
      .then(x => {
        if (!x || !log.isConnected) return;
        log.dataset.cursor = x.r.headers.get('X-Cursor') || log.dataset.cursor;
        log.dataset.next = x.r.headers.get('X-Next') || log.dataset.next;
        if (x.html.trim()) {
          const empty = log.querySelector('.empty'); if (empty) empty.remove();
          log.insertAdjacentHTML('beforeend', x.html);
          const foot = document.getElementById('log-foot'), words = x.r.headers.get('X-Foot');
          if (foot && words) foot.textContent = decodeURIComponent(words);
          if (bottom) window.scrollTo(0, document.body.scrollHeight);
        }
        if (x.r.headers.get('X-Ended') === 'true') delete log.dataset.tail;
      })
      .catch(() => {})
      .finally(() => { tailing = false; });
  }
  setInterval(tail, 1000);

  // ── keys ──
  document.addEventListener('keydown', e => {
    if (doc.dataset.keys === 'off' || (dialog && dialog.open)) return;
    if (e.defaultPrevented || e.metaKey || e.ctrlKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.nodeName)) return;
    if (e.key === '/') { const q = document.getElementById('q') || document.getElementById(e.target.closest('#graphbox') ? 'graph-find' : 'find'); if (q) { q.focus(); e.preventDefault(); } return; }
    if (e.key === 'm') { const mark = document.getElementById('mark'); if (mark) { e.preventDefault(); ask(withBack(mark.dataset.href)); } return; }
    const hit = document.querySelector('[data-key="' + CSS.escape(e.key) + '"]');
    if (hit) { e.preventDefault(); hit.click(); }
  });
  document.addEventListener('click', e => { for (const d of document.querySelectorAll('details.menu[open]')) if (!d.contains(e.target)) d.open = false; });

  function afterSwap() {
    document.dispatchEvent(new Event('orchestrator:refreshed'));
    toast();
  }
  afterSwap();
  connect();
})();
