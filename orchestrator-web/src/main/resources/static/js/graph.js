// The graph opens fitted into its frame; + and - zoom, 0 fits again, a drag moves it, ctrl and the wheel zoom at the pointer.
(() => {
  'use strict';
  const NAMES = 0.6;
  let zoom = 0; // 0: fitted
  const box = () => document.getElementById('graphbox');
  const svg = () => document.getElementById('graph');
  const natural = () => svg().viewBox.baseVal.width;
  const scale = () => svg().getScreenCTM().a;

  function show() {
    if (!box() || !svg()) return;
    box().classList.toggle('near', zoom > 0);
    svg().style.width = zoom > 0 ? natural() * zoom + 'px' : '';
    box().classList.toggle('far', scale() < NAMES);
  }
  function to(next, x, y) {
    const at = scale(), frame = box().getBoundingClientRect();
    const px = x === undefined ? frame.width / 2 : x - frame.left, py = y === undefined ? frame.height / 2 : y - frame.top;
    const left = (box().scrollLeft + px) / at, top = (box().scrollTop + py) / at;
    zoom = next && Math.max(0.05, Math.min(3, next));
    show();
    if (zoom) { box().scrollLeft = left * zoom - px; box().scrollTop = top * zoom - py; }
  }
  document.addEventListener('keydown', e => {
    if (!box() || !svg() || e.metaKey || e.ctrlKey || e.altKey || !box().contains(document.activeElement)) return;
    const next = { '+': scale() * 1.3, '=': scale() * 1.3, '-': scale() / 1.3, 0: 0 }[e.key];
    if (next !== undefined) { e.preventDefault(); to(next); }
  });
  document.addEventListener('wheel', e => {
    if (!e.ctrlKey || !e.target.closest || !e.target.closest('#graphbox')) return;
    e.preventDefault();
    to(scale() * Math.exp(-e.deltaY / 300), e.clientX, e.clientY);
  }, { passive: false });

  let drag = null;
  document.addEventListener('pointerdown', e => { if (zoom && e.button === 0 && e.target.closest && e.target.closest('#graph') && !e.target.closest('a')) drag = [e.clientX + box().scrollLeft, e.clientY + box().scrollTop]; });
  document.addEventListener('pointermove', e => { if (drag && box()) { box().scrollLeft = drag[0] - e.clientX; box().scrollTop = drag[1] - e.clientY; } });
  document.addEventListener('pointerup', () => { drag = null; });

  addEventListener('resize', show);
  document.addEventListener('orchestrator:refreshed', show);
  show();
})();
