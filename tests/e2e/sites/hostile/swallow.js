// This page lets no event through: neither to its own buttons nor to anybody else's.
window.swallowed = 0;
for (const type of ["click", "pointerdown", "pointerup", "mousedown", "mouseup", "keydown", "keyup", "submit"]) {
  addEventListener(type, (event) => {
    window.swallowed += 1;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}
