"""Saved pages of invented papers, in the shapes that real ones have."""

from __future__ import annotations

PARAGRAPHS = (
    (
        "The river council agreed on Tuesday to rebuild the old ferry stairs before the monsoon, "
        "after eleven months of argument over who should pay for the stone and the labour."
    ),
    (
        "“We have waited long enough,” said Meera Kulathil, who has sold tea at the landing for "
        "nineteen years and keeps a list of everyone who slipped there."
    ),
    (
        "The work will cost 4.2 million, of which the harbour fund gives half; the rest comes "
        "from a levy on mooring that boat owners have promised to fight in court."
    ),
    (
        "Engineers found in March that the lower nine steps had lost their footing and moved by a "
        "hand's breadth each season, more than the survey of two years ago had allowed for."
    ),
    (
        "A temporary pontoon, borrowed from the rowing club upstream, will carry passengers from "
        "the first of May until the stairs are open again in the second half of June."
    ),
)

COURIER = """<!DOCTYPE html>
<html lang="en-IN">
<head>
<meta charset="utf-8">
<title>Ferry stairs to be rebuilt before monsoon | The Valley Courier</title>
<link rel="canonical" href="https://courier.example/city/ferry-stairs-rebuilt-88123.html">
<meta property="og:site_name" content="The Valley Courier">
<meta property="og:title"
 content="Council votes to rebuild Kadavil ferry stairs | The Valley Courier">
<meta property="og:description"
 content="Half of the money comes from the harbour fund; boat owners will fight the levy.">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "NewsArticle", "headline": "Council votes to rebuild Kadavil&nbsp;ferry stairs",
  "datePublished": "2024-04-09T18:05:00+05:30", "dateModified": "2024-04-10T07:40:00+05:30",
  "author": [{"@type": "Person", "name": "Anil Verghese"}, {"@id": "#ftn"}],
  "inLanguage": "en-in", "publisher": {"@type": "Organization", "name": "The Valley Courier"},
  "image": {"@type": "ImageObject", "url": "https://img.courier.example/stairs-1200x675.jpg"}},
 {"@type": "Organization", "@id": "#ftn", "name": "Press Trust of India"},
 {"@type": "BreadcrumbList", "itemListElement": [
  {"@type": "ListItem", "position": 1, "item": {"@id": "/", "name": "Home"}},
  {"@type": "ListItem", "position": 3, "name": "Kadavil"},
  {"@type": "ListItem", "position": 2, "name": "City"}]}
]}
</script>
</head>
<body>
<header class="masthead"><h1 class="logo">The Valley Courier</h1>
<nav><ul><li><a href="/city">City</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main>
<article>
<h1><span class="kicker">Riverfront</span> Council votes to rebuild Kadavil ferry stairs</h1>
<p class="standfirst">
Half of the money comes from the harbour fund; boat owners will fight the levy.</p>
<div class="byline">By <a href="/author/anil-verghese">Anil Verghese</a> | PTI</div>
<figure><img src="https://img.courier.example/stairs-800x450.jpg"
 alt="Stone stairs at a river" width="800">
<figcaption>The lower steps at Kadavil on Monday. (Photo | PTI)</figcaption></figure>
<div class="story-body">
<p>KADAVIL: {0}</p>
<p>Also read: <a href="/x">Ten landings that need repair</a></p>
<p>{1}</p>
<h2>Who pays</h2>
<p>{2} The <a href="/docs/levy.pdf" onclick="x()">draft levy</a> is <b>public</b>,
<a href="javascript:alert(1)">not final</a>.</p>
<figure><img data-src="/media/survey.jpg" src="data:image/gif;base64,AA"><figcaption>
Engineers during the survey in March.<span class="credit">Photo: Leela Raman</span>
</figcaption></figure>
<ul><li>Old stairs close on 30 April.</li><li>Pontoon opens on 1 May.</li></ul>
<p>{3}</p>
<blockquote><p>Nobody should have to fall before a step is mended.</p></blockquote>
<table><tr><th>Source</th><th>Million</th></tr><tr><td>Harbour fund</td><td>2.1</td></tr>
<tr><td>Mooring levy</td><td>2.1</td></tr></table>
<p>{4}</p>
</div>
<div class="tags"><a href="/tag/kadavil">Kadavil</a> <a href="/tag/ferries">Ferries</a></div>
</article>
</main>
<aside class="related"><h3>Most read</h3><p>Three goals in nine minutes: how the Harbour Eleven
came back from the dead at a ground that had not seen a home win since the
autumn of last year.</p></aside>
<footer>Copyright The Valley Courier. All rights reserved.</footer>
</body>
</html>
"""

POST = """<html xml:lang="en"><head><title>Bridge toll to end in July - Harbour Post</title>
<meta name="author" content="SECTIONS">
<meta name="keywords" content="bridge, toll, Kadavil">
<meta property="article:section" content="Transport">
</head><body>
<div itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">Bridge toll to end in July</h1>
<span itemprop="author" itemscope itemtype="https://schema.org/Person">
<span itemprop="name">Ruth Adeyemi</span></span>
<time itemprop="datePublished" datetime="2023-11-02">2 November 2023</time>
<div id="text">{0}<br><br>{2}<br><br>{3}<br><br>{4}</div>
</div>
<div class="comments"><div class="comment"><span class="author">Angry Gull</span>
<p>About time too, I have paid this toll for forty years and never seen one bolt tightened on
that bridge.</p></div></div>
</body></html>
"""


def courier() -> bytes:
    """A page with JSON-LD, a kicker, a logo ``h1``, pictures, promotions and a rail."""
    return _filled(COURIER)


def post() -> bytes:
    """A page with microdata only, line breaks for paragraphs, and readers' comments."""
    return _filled(POST)


def _filled(page: str) -> bytes:
    for number, paragraph in enumerate(PARAGRAPHS):
        page = page.replace(f"{{{number}}}", paragraph)
    return page.encode("utf-8")


def simple(head: str = "", body_start: str = "", body_end: str = "") -> bytes:
    """A plain article page, to which a test adds what it is about."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<html><head><title>Ferry stairs rebuilt</title>{head}</head><body><article>"
        f"<h1>Ferry stairs rebuilt</h1>{body_start}{text}{body_end}</article></body></html>"
    ).encode()
