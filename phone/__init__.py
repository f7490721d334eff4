"""The participants' pages: plain light HTML that works without JavaScript."""
