// Before the first paint, so that a page never flashes in the other theme.
(function () {
  try {
    var theme = localStorage.getItem('millrace.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch (blocked) {
    // Storage is off: the system's theme holds.
  }
})();
