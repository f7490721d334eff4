"""What ``run.py rehearse`` is made of: a server of its own, simulated people, Leinwand and Regie, and figures."""
