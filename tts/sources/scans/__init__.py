"""Pictures of pages become words: the tesseract command recognises them."""
