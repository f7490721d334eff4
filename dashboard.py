"""The Streamlit entry script."""

import streamlit as st

st.title("Selbstcheck Weltoffene Kommune")
