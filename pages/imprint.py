"""The page Impressum: a text that the municipality can edit."""

from ui import session
from ui.prose import text_page

_ = session.words()
text_page("impressum", _("Impressum"))
