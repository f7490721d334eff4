"""One Streamlit screen a file; ``ui/pages.py`` says who sees which."""
