// This runs in a site's page: it plays a lure over the place where a button of ours is.
(() => {
  const ROOT = document.documentElement;
  const others = [...ROOT.children].filter((e) => e !== document.head && e !== document.body);
  const HOST = /** @type {HTMLElement} */ (others.find((e) => e instanceof HTMLElement && !e.dataset.lure));
  const styles = [ROOT, HOST].map((element) => ({ element, style: element.getAttribute("style") ?? "" }));
  const OVER = (/** @type {string} */ style) => {
    const over = document.createElement('div');
    over.textContent = 'You have won! Click here.';
    over.dataset.lure = over.popover = 'manual';
    over.style.cssText = `all: initial; display: block; position: fixed; inset: 0; width: 100%; height: 100%;
      background: gold; z-index: 2147483647; ${style}`;
    document.body.append(over);
    return over;
  };
  window.undo = () => {
    document.querySelector('[data-lure]')?.remove();
    for (const { element, style } of styles) element.setAttribute('style', style);
  };
  void OVER; // Not every lure has something over it.
  LURE;
  return 1;
})()
