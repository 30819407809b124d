"""Every component in every state and all three languages, from the very templates that the site is made of.

`catalogue.py` lists them; `examples.py` and `forms.py` make up what they show, in memory; `words.toml` holds its words.
"""
