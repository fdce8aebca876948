/** What a hostile client, model or tool may say: none of it may run, restyle, reorder or hide anything on a page (002-28). */
export const HOSTILE = Object.freeze({
  script: '<script>window.hacked = "script"</script>',
  handler: '<img src=x onerror="window.hacked=\'handler\'">',
  svg: '<svg onload="window.hacked=\'svg\'"><animate onbegin="window.hacked=\'animate\'" attributeName=x dur=1s></svg>',
  template: '{{constructor.constructor("window.hacked=1")()}} ${window.hacked=1} <%= hacked %>',
  breakOut: '"></textarea></title></script><script>window.hacked="out"</script><!--',
  address: 'javascript:window.hacked="address"',
  style: '</style><style>body{display:none}</style>" style="position:fixed;inset:0',
  ansi: '\u001b[31mred\u001b[0m \u001b]0;owned\u0007 \u009b2J\b\b\brm -rf /',
  bidi: 'safe\u202e gnp.exe\u202c \u2066isolated\u2069 \u061c',
  hidden: 'vis\u200bible\ufeff \u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}',
  surrogate: 'half \ud83d alone',
  key: '__proto__',
});

/** All of it in one text. */
export const ALL_HOSTILE = Object.values(HOSTILE).join('\n');
