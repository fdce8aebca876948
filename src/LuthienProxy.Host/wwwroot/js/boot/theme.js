// Runs before the first paint, so that nobody who chose a theme sees the other one flash. Not a module: modules run after the page has been drawn.
(() => {
  try {
    const theme = localStorage.getItem('luthien.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; then the system's choice stands.
  }
})();
