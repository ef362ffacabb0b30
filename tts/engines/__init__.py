"""Voices: each vendor in one file, all behind `tts.engine.SpeechEngine`."""
