/** For tests. Texts that must stay words wherever they are shown. */
const tags = [
  ...["script", "img", "svg", "iframe", "object", "math", "style", "base", "form", "video"],
  ...["a", "embed", "details", "marquee"],
];
export const hostileTexts: readonly string[] = [
  ...tags.map((tag) => `<${tag} src=x onerror="window.hostile=1" onload="window.hostile=1">`),
  ...tags.map((tag) => `</${tag}><${tag}>window.hostile=1</${tag}>`),
  ...tags.map((tag) => `"><${tag} autofocus onfocus=window.hostile=1 tabindex=1>`),
  ...["onclick", "onmouseover", "onfocus", "onanimationstart", "ontoggle"].map(
    (on) => `" ${on}="window.hostile=1" x="`,
  ),
  ...["{{constructor.constructor('window.hostile=1')()}}", "<%= window.hostile=1 %>", "#{1}"],
  ...["javascript:window.hostile=1", "data:text/html,<script>window.hostile=1</script>", "vbscript:x"],
  ...["<!--<script>", "]]><script>window.hostile=1</script>", "<noscript><p title='</noscript><img src=x onerror=1>'>"],
  ...[
    "&lt;script&gt;window.hostile=1&lt;/script&gt;",
    "\u202egnp.exe",
    "\ufeff<script>",
    "\u0000<script>",
    "%3Cscript%3E",
  ],
  ...["=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "'; drop table plan; --", "../../../../etc/passwd", "$ACTION_ID_1"],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "null",
    "NaN",
    "\u2028window.hostile=1",
    "𝒙".repeat(300),
  ],
];

/** Addresses that no link may lead to. */
export const hostileAddresses: readonly string[] = [
  ...[
    "javascript",
    "JaVaScRiPt",
    "java\tscript",
    "java\nscript",
    " javascript",
    "\u0001javascript",
    "vbscript",
    "data",
  ].flatMap((scheme) => [
    `${scheme}:window.hostile=1`,
    `${scheme}:text/html,<script>window.hostile=1</script>`,
    `${scheme}://x%0awindow.hostile=1`,
  ]),
  ...[
    "file:///etc/passwd",
    "blob:https://x/1",
    "about:blank",
    "filesystem:https://x/",
    "ws://x",
    "intent://x#Intent;end",
  ],
  ...[
    "view-source:https://x",
    "//evil.example.org",
    "/\\evil.example.org",
    "",
    " ",
    "#",
    "?x",
    "javascript&colon;alert(1)",
  ],
  ...["&#106;avascript:alert(1)", "https", "http:", "://", "mailto", "ftp://x", "ssh://x", "chrome://settings"],
];
