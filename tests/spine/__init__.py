"""The whole chain on real input: what issues call the proof."""
