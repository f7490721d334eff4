"""The Streamlit entry script: who is it, and which pages may they open."""

from ui.pages import open_page

open_page()
