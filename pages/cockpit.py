"""Where the workshop stands, and what comes next."""

from ui import cockpit, guard

cockpit.show_cockpit(guard.workshop_or_stop())
