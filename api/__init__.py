"""The doors: settings, wiring, pages, HTTP API and command line."""
