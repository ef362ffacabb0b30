"""Formulas: from MathML, LaTeX and Word to words that a listener can write down again."""
