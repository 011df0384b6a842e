"""The engine of rounds against the worked examples of prioritisation.md and random rounds."""
