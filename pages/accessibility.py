"""The page Barrierefreiheit: a text that the municipality can edit."""

from ui import session
from ui.prose import text_page

_ = session.words()
text_page("barrierefreiheit", _("Barrierefreiheit"))
