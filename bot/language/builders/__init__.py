"""From an act and its clause to commands: one builder per act, by the room of its rules."""
