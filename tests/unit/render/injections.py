"""Strings that would run as script wherever a page forgot to escape one of its values.

Every payload calls `hit()`. They aim at text, quoted and unquoted attributes, addresses, styles,
script blocks, comments, SVG, MathML, templates and odd encodings.
"""

from __future__ import annotations

INJECTIONS: tuple[str, ...] = (
    "<script>hit()</script>",
    "<SCRIPT>hit()</SCRIPT>",
    "<script >hit()</script >",
    "<script/x>hit()</script>",
    "<script>hit()//",
    "</script><script>hit()</script>",
    "</title><script>hit()</script>",
    "</textarea><script>hit()</script>",
    "</style><script>hit()</script>",
    "</template><script>hit()</script>",
    "</noscript><script>hit()</script>",
    "--><script>hit()</script>",
    "]]><script>hit()</script>",
    "<!--<script>hit()</script>-->",
    "<img src=x onerror=hit()>",
    "<img src=x onerror=hit()//",
    "<img/src=x/onerror=hit()>",
    "<IMG SRC=x ONERROR=hit()>",
    '"><img src=x onerror=hit()>',
    "'><img src=x onerror=hit()>",
    '" onerror="hit()',
    "' onerror='hit()",
    '" autofocus onfocus="hit()',
    "' autofocus onfocus='hit()",
    '" onmouseover="hit()" x="',
    '" style="animation-name:x" onanimationstart="hit()',
    "x onfocus=hit() autofocus",
    "`onmouseover=hit()`",
    "<svg onload=hit()>",
    "<svg/onload=hit()>",
    "<svg><script>hit()</script></svg>",
    "<svg><animate onbegin=hit() attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:hit()'><text>x</text></a></svg>",
    "<math><a xlink:href=javascript:hit()>x</a></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=hit()></style></mglyph></table></math>",
    "<iframe src=javascript:hit()></iframe>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<object data=javascript:hit()></object>",
    "<embed src=javascript:hit()>",
    "<body onload=hit()>",
    "<details open ontoggle=hit()>x</details>",
    "<video><source onerror=hit()></video>",
    "<audio src=x onerror=hit()>",
    "<input autofocus onfocus=hit()>",
    "<select autofocus onfocus=hit()>",
    "<marquee onstart=hit()>",
    "<form action=javascript:hit()><button>x</button></form>",
    "<button formaction=javascript:hit()>x</button>",
    "<a href=javascript:hit()>x</a>",
    "<a href='java&#x09;script:hit()'>x</a>",
    "javascript:hit()",
    "JaVaScRiPt:hit()",
    "data:text/html,<script>parent.hit()</script>",
    "<meta http-equiv=refresh content='0;url=javascript:hit()'>",
    "<link rel=stylesheet href=javascript:hit()>",
    "<base href=javascript:hit()//>",
    "<style>*{background:url(javascript:hit())}</style>",
    "{{ hit() }}",
    "{{ ''.__class__.__mro__ }}",
    "{% raw %}<script>hit()</script>",
    "${hit()}",
    "\\x3cscript\\x3ehit()\\x3c/script\\x3e",
    "\\u003cscript\\u003ehit()\\u003c/script\\u003e",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "&#60;script&#62;hit()&#60;/script&#62;",
    "%3Cscript%3Ehit()%3C/script%3E",
    "＜script＞hit()＜/script＞",
    "<scr\u0000ipt>hit()</scr\u0000ipt>".replace("\u0000", ""),
    "\u2028hit()\u2029",
    "');hit();//",
    '");hit();//',
    "*/hit()/*",
)

# What swallows the rest of a page comes last, so that it hides no other string from a check.
_SWALLOWING = ("<!--", "--", "<style", "<select", "srcdoc", "<script>hit()//", "{% raw", "<base")


def batches(size: int) -> list[str]:
    """The strings joined, `size` to a text: every one is in one of the texts, whole."""
    ordered = sorted(INJECTIONS, key=lambda s: any(part in s for part in _SWALLOWING))
    return [" ".join(ordered[i : i + size]) for i in range(0, len(ordered), size)]
