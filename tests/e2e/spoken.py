"""What a page says, to eyes and to screen readers, and what of it is in the other language."""

import re

from playwright.sync_api import Page

from tests.e2e.stages import MEASURES

WRITTEN_BY_PEOPLE = re.compile(
    r"\[[^\]]*\]|„Connection error[^“]*“|Musterlingen|Selbstcheck-Workshop(?: \(erfundenes Beispiel\))?"
    r"|Buergersaal-Gast|gemeinsam\b|Göttingen\b|Deutsch\b|English\b"
    + "".join(f"|{re.escape(words)}" for one in MEASURES for words in (one.what, one.who) if words)
)
"""Gaps for the municipality, Streamlit's message as the help quotes it, names, measures, languages by their own
names."""

STREAMLITS_OWN = {
    "de": {"Skip to main content", "App pages", "Close", "Upload", "upload", "file upload", "Add files", "Open"},
    "en": {"Schließen"},
}
"""What Streamlit says in its own words: in English, and to people with a German browser in German."""

FOREIGN = {
    "de": re.compile(
        r"\b(the|of|and|is|are|with|for|from|your|you|this|that|not|please|of|page|close|open|upload|drag|browse|files?"
        r"|search|select|choose|options?|press|enter|loading|fullscreen|stop|settings)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\w*[äöüß]\w*|\b(und|der|das|dem|den|des|ein|eine|einen|ist|sind|mit|von|auf|aus|bei|zum|zur|nicht|kein|keine"
        r"|für|wird|werden|oder|alle|noch|Sie|Ihre?|wir|Bogen|Aussagen?|Feld|Seite|Raum|Code eingeben)\b",
    ),
}
"""Words that give a language away."""

GERMAN_EVERYWHERE = '[class*="st-key-question-"]'
"""What a file leaves open is asked in German on every page, as on the command line."""

SEEN = """unseen => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
        if (!text || parent.closest('script, style, noscript, textarea')) continue;
        if (parent.closest(unseen)) continue;
        const language = parent.closest('[lang]')?.lang;
        if (language && language !== document.documentElement.lang) continue;
        if (parent.closest('svg') || parent.checkVisibility()) found.push(text);
    }
    for (const name of ['aria-label', 'alt', 'title', 'placeholder'])
        for (const one of document.querySelectorAll(`[${name}]`)) {
            const said = one.getAttribute(name);
            if (said && one.checkVisibility() && !one.closest(`[inert], ${unseen}`)) found.push(said);
        }
    found.push(document.title);
    return found;
}"""


def seen(page: Page) -> list[str]:
    """Every text on the page, names that people gave left out."""
    language = page.locator("html").get_attribute("lang") or ""
    texts = [
        WRITTEN_BY_PEOPLE.sub("", text).strip()
        for text in page.evaluate(SEEN, GERMAN_EVERYWHERE if language == "en" else "none")
    ]
    return sorted({text for text in texts if text} - STREAMLITS_OWN[language])


def foreign(page: Page) -> list[str]:
    """Texts in the other language, judged by its small words; names of folders and addresses are in none."""
    language = page.locator("html").get_attribute("lang") or ""
    return [text for text in seen(page) if FOREIGN[language].search(re.sub(r"(?<!\S)/\S+|https?://\S+", "", text))]
