// This runs in Firefox itself: it draws the window. Signs of remote control (a striped address bar, a robot) go first:
// no user sees them.
(async () => {
  const settled = () => new Promise(done => setTimeout(done, 800));
  document.documentElement.removeAttribute("remotecontrol");
  // Users do not see either what Firefox says of the certificates of stand-ins.
  document.querySelectorAll("#trust-label, #trust-icon-container, #identity-icon-label, #identity-box").forEach(label => {
    label.setAttribute("style", "visibility: hidden");
  });
  gBrowser.removeAllTabsBut(gBrowser.selectedTab, { animate: false });
  // There are two device pixels for each CSS pixel, so that the icon is drawn from the larger picture.
  Services.prefs.setStringPref("layout.css.devPixelsPerPx", "2");
  await settled();
  window.resizeTo(WIDTH, HEIGHT);
  await settled();
  const button = /** @type {Element} */ (document.querySelector(`#nav-bar [data-extensionid=${CSS.escape(EXTENSION)}]`));
  const box = button.getBoundingClientRect();
  const all = new DOMRect(0, 0, window.innerWidth, window.innerHeight);
  const shot = await window.browsingContext.currentWindowGlobal.drawSnapshot(all, window.devicePixelRatio, "white");
  const canvas = /** @type {HTMLCanvasElement} */ (document.createElementNS("http://www.w3.org/1999/xhtml", "canvas"));
  [canvas.width, canvas.height] = [shot.width, shot.height];
  canvas.getContext("2d")?.drawImage(shot, 0, 0);
  return JSON.stringify({
    picture: canvas.toDataURL(), width: all.width, button: [box.x + box.width / 2, box.y + box.height / 2],
  });
})()
